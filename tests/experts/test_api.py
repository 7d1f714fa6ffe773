"""The experts of the API: lists, filters, one's own profile, steps."""

from typing import Any

import pytest

from hub.auth.models import User
from hub.auth.operations import create_token
from tests.clients import HubClient
from tests.experts.factories import PROFILE, expert
from tests.factories import user


def api_of(client: HubClient, actor: User) -> Any:
    return client.api(create_token(actor, label="test", scope="write"))


def test_a_profile_is_made_submitted_and_replaced_through_the_api(client: HubClient) -> None:
    owner, secretariat = user(), user("secretariat")
    me, desk = api_of(client, owner), api_of(client, secretariat)
    assert me.get("/experts/me").status_code == 404
    made = me.put("/experts/me", json={"name": "Ana Canary"})
    assert (made.status_code, made.json["status"], made.json["email"]) == (201, "draft", owner.email)
    early = me.post("/experts/me/transitions", json={"to": "submitted", "consent": True})
    assert early.status_code == 422
    assert {"headline", "biography", "country"} <= {e["field"] for e in early.json["errors"]}
    full = me.put("/experts/me", json={k: v for k, v in PROFILE.items() if v is not None})
    assert full.status_code == 200
    no_consent = me.post("/experts/me/transitions", json={"to": "submitted"})
    assert [e["field"] for e in no_consent.json["errors"]] == ["consent"]
    assert me.post("/experts/me/transitions", json={"to": "submitted", "consent": True}).json["status"] == "submitted"
    assert me.post("/experts/me/transitions", json={"to": "submitted", "consent": True}).status_code == 409
    assert me.post("/experts/me/transitions", json={"to": "verified"}).status_code == 403
    assert me.post("/experts/me/transitions", json={"to": "famous"}).status_code == 422
    slug = full.json["slug"]
    assert desk.post(f"/experts/{slug}/transitions", json={"to": "declined"}).status_code == 422
    assert desk.post(f"/experts/{slug}/transitions", json={"to": "verified"}).json["status"] == "verified"
    assert client.api("").get(f"/experts/{slug}").json["topics"] == ["labour agreements"]
    replaced = me.put("/experts/me", json=PROFILE | {"topics": [], "version": full.json["version"]})
    assert replaced.status_code == 409
    assert me.put("/experts/me", json=PROFILE | {"topics": []}).json["topics"] == []
    assert me.post("/experts/me/transitions", json={"to": "draft"}).json["status"] == "draft"
    assert client.api("").get(f"/experts/{slug}").status_code == 404


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("orcid", "0000-0002-1825-0098"),
        ("topics", [str(n) for n in range(9)]),
        ("objectives", ["24"]),
        ("languages", [{"code": "xx", "level": "C1"}]),
        ("languages", [{"code": "fr"}]),
        ("languages", "fr"),
        ("country", "XX"),
        ("years_of_experience", -1),
        ("years_of_experience", "many"),
        ("links", [{"label": "x", "url": "javascript:alert(1)"}]),
        ("visibility", "friends"),
        ("available_until", "soon"),
        ("gender", "unknown"),
        ("email", "other@example.org"),
        ("status", "verified"),
        ("name", "x" * 121),
        ("biography", "x" * 5_001),
    ],
)
def test_a_wrong_value_is_named_and_changes_nothing(client: HubClient, field: str, value: Any) -> None:
    owner = user()
    thing = expert("draft", owner)
    version = thing.version
    answer = api_of(client, owner).put("/experts/me", json=PROFILE | {field: value})
    assert answer.status_code == 422
    assert any(e["field"].split(".")[0] == field for e in answer.json["errors"])
    assert api_of(client, owner).get("/experts/me").json["version"] == version


def test_lists_are_narrowed_by_each_filter_and_count_what_the_others_leave(client: HubClient, work: Any) -> None:
    expert(name="Bo", objectives=["6"], experience_countries=["KE"], experience_regions=[], is_un=True)
    french = [{"code": "fr", "level": "native"}]
    asa = {"name": "Åsa", "objectives": ["8"], "experience_countries": ["FR"], "experience_regions": []}
    expert(**asa, availability="limited", languages=french)
    api = client.api("")

    def names(query: str) -> list[str]:
        return [item["name"] for item in api.get(f"/experts?{query}").json["items"]]

    assert names("") == ["Åsa", "Bo"]
    assert names("sort=newest") == ["Åsa", "Bo"]
    assert names("objective=6") == names("country=KE") == names("region=014") == names("region=002") == ["Bo"]
    assert names("language=fr") == names("availability=limited") == names("un=no") == ["Åsa"]
    assert names("un=yes&objective=8") == []
    assert names("objective=8&objective=6") == ["Åsa", "Bo"]
    work()
    page = client.get("/experts?objective=6").get_data(as_text=True)
    assert '8 Save lives <span class="n">(1)</span>' in page
    assert 'Kenya <span class="n">(1)</span>' in page
    assert "France" not in page
    assert api.get("/experts?objective=99").status_code == 422
    assert client.get("/experts?objective=99").status_code == 200
    assert api.get("/experts?sort=age").status_code == 422
    assert client.get("/experts?_external=1&_scheme=x&objective=8&endpoint=y").status_code == 200
    assert api.get("/experts?per_page=101").status_code == 422


def test_guests_and_read_only_tokens_change_nothing(client: HubClient) -> None:
    assert client.api("").put("/experts/me", json=PROFILE).status_code == 401
    assert client.api("").get("/experts/me").status_code == 401
    reader = client.api(create_token(user(), label="r", scope="read"))
    assert reader.put("/experts/me", json=PROFILE).status_code == 403
