"""Five people bring a practice from draft to publication through the API; the wrong person and order are refused."""

from typing import Any

from hub.auth.operations import create_token
from tests.clients import ApiClient, HubClient
from tests.factories import user

PRACTICE = {
    "title": "One office for returning migrant families",
    "summary": "A single office answers all questions of families who return.",
    "practice_type": "information-service",
    "language": "en",
    "scope": "local",
    "countries": ["GE"],
    "start_year": 2020,
    "objectives_primary": ["21"],
    "benefit_impact": "Families need one visit in place of five.",
    "lead_organizations": [{"name": "City of the Tests", "category": "local-authorities"}],
}
CRITERIA = ("implemented", "relevant", "coherent", "innovative", "replicable", "cross_cutting", "timely")
SCORES = {f"{name}_score": "5" for name in CRITERIA} | {f"{name}_comment": "Clear." for name in CRITERIA}


def api(client: HubClient, person: Any) -> ApiClient:
    return client.api(create_token(person, label="test", scope="write"))


def test_the_api_brings_a_practice_to_publication(client: HubClient) -> None:
    city, desk, member = (api(client, user(role)) for role in ("member", "secretariat", "member"))
    people = {"un": user("reviewer", category="un-entity"), "a": user("reviewer"), "b": user("reviewer")}
    reviewers = {name: api(client, person) for name, person in people.items()}

    slug = city.post("/practices", json={"title": PRACTICE["title"]}).json["slug"]
    path = f"/practices/{slug}"

    def step(who: ApiClient, to: str, **more: str) -> int:
        return who.post(f"{path}/transitions", json={"to": to, **more}).status_code

    assert step(city, "submitted") == 422
    assert city.patch(path, json=PRACTICE).status_code == 200
    assert member.patch(path, json=PRACTICE).status_code == 404
    assert step(city, "published") == 403
    assert step(city, "submitted") == 200
    assert step(city, "submitted") == 409
    assert city.patch(path, json=PRACTICE).status_code == 409
    assert step(desk, "under_review") == 409
    assert step(desk, "screening") == 200
    assert city.post(f"{path}/reviews", json={"reviewer": people["un"].email}).status_code == 403
    for person in people.values():
        assert desk.post(f"{path}/reviews", json={"reviewer": person.email}).status_code == 201
    assert desk.post(f"{path}/reviews", json={"reviewer": people["un"].email}).status_code == 409
    assert step(desk, "under_review") == 200
    for name, reviewer in reviewers.items():
        assert reviewer.get(path).status_code == 404
        (mine,) = reviewer.get("/practices/reviews/mine").json["items"]
        assert mine["practice"] == slug
        review = f"/practices/reviews/{mine['id']}"
        verdict = SCORES | {"recommendation": "approve", "comment": f"Fine, says {name}."}
        assert reviewer.put(review, json=verdict).status_code == 409
        assert member.put(review, json=verdict).status_code == 404
        assert desk.post(f"{review}/declaration", json={"interest": "none"}).status_code == 404
        assert reviewer.post(f"{review}/declaration", json={"interest": "none"}).status_code == 200
        assert reviewer.get(path).status_code == 200
        assert step(desk, "approved") == 409
        assert reviewer.put(review, json=verdict | {"timely_score": "9"}).status_code == 422
        assert reviewer.put(review, json=verdict).status_code == 200
        assert city.get(f"{path}/reviews").json["items"] == [], "nothing is shown before the decision"
    assert step(desk, "approved") == 200
    assert client.get(f"/api/v1{path}").status_code == 404
    assert step(desk, "published") == 200
    assert client.get(f"/api/v1{path}").json["status"] == "published"
    said = city.get(f"{path}/reviews")
    assert len(said.json["items"]) == 3
    assert not any(person.name in said.text or person.email in said.text for person in people.values())
