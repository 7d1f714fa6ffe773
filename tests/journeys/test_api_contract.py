"""The JSON API as CONTRACT.md promises it, line by line."""

import re
from typing import Any

import pytest

from hub.auth.models import User
from hub.auth.operations import create_token
from tests.clients import HubClient
from tests.discussions.things import post, space, thread
from tests.experts.factories import PROFILE, expert
from tests.factories import practice, user

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FIELDS: dict[str, Any] = {
    "title": "Consular help for stranded migrant workers", "summary": "A line that answers day and night.",
    "objectives_primary": ["14"], "objectives_secondary": ["8"], "principles": ["human-rights"], "sdgs": ["10"],
    "start_year": 2021, "practice_type": "project", "scope": "national", "countries": ["PH"], "regions": ["014"],
    "lead_organizations": [{"name": "Department of Migrant Workers", "category": "member-state"}],
    "benefit_impact": "Calls are answered within a minute.", "language": "en",
    "links": [{"label": "Report", "url": "https://example.org/report"}],
    "focal_point": {"name": "Maria Reyes (invented)", "email": "maria@example.org", "role": "Head of unit"},
}  # fmt: skip


def api_of(client: HubClient, actor: User | None, scope: str = "write") -> Any:
    return client.api(create_token(actor, label="test", scope=scope) if actor else "")


def problem_of(answer: Any, status: int) -> dict[str, Any]:
    """The answer is a problem as RFC 9457 has it."""
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["status"] == status and answer.json["title"] and answer.json["type"]
    return answer.json  # type: ignore[no-any-return]


def faults(answer: Any) -> set[str]:
    return {error["field"] for error in problem_of(answer, 422)["errors"]}


def test_a_draft_is_made_read_changed_and_submitted(client: HubClient) -> None:
    owner = api_of(client, user("focal_point"))
    made = owner.post("/practices", json={"title": FIELDS["title"]})
    assert made.status_code == 201
    assert {*FIELDS, "slug", "status", "url", "published_at", "updated_at"} <= set(made.json)
    assert (made.json["status"], made.json["published_at"]) == ("draft", None)
    path = f"/practices/{made.json['slug']}"
    needed = {"summary", "objectives_primary", "start_year", "practice_type", "scope", "lead_organizations",
              "benefit_impact", "language"}  # fmt: skip
    assert faults(owner.post(f"{path}/transitions", json={"to": "submitted"})) == needed
    changed = owner.patch(path, json=FIELDS)
    assert {name: changed.json[name] for name in FIELDS} == FIELDS
    assert owner.patch(path, json={"end_year": 2023}).json["summary"] == FIELDS["summary"], "the rest stays"
    moved = owner.post(f"{path}/transitions", json={"to": "submitted", "comment": "At last."})
    assert (moved.status_code, moved.json["status"]) == (200, "submitted")
    problem_of(owner.post(f"{path}/transitions", json={"to": "submitted"}), 409)
    problem_of(owner.post(f"{path}/transitions", json={"to": "screening"}), 403)
    problem_of(owner.patch(path, json={"end_year": 2022}), 409)
    assert faults(owner.post(f"{path}/transitions", json={"to": "famous"})) == {"to"}
    problem_of(api_of(client, user()).post(f"{path}/transitions", json={"to": "screening"}), 404)
    desk = api_of(client, user("secretariat"))
    assert desk.post(f"{path}/transitions", json={"to": "screening"}).json["status"] == "screening"
    problem_of(client.api("").get(path), 404)


def test_a_published_practice_is_open_to_all_but_its_contact_person(client: HubClient) -> None:
    owner = user("focal_point")
    slug = practice(submitter=owner, focal_point=FIELDS["focal_point"]).slug
    shown = client.api("").get(f"/practices/{slug}").json
    assert "focal_point" not in shown and shown["status"] == "published"
    assert MOMENT.fullmatch(shown["published_at"]) and MOMENT.fullmatch(shown["updated_at"])
    assert client.get(shown["url"]).status_code == 200
    assert api_of(client, owner).get(f"/practices/{slug}").json["focal_point"] == FIELDS["focal_point"]
    problem_of(api_of(client, user()).patch(f"/practices/{slug}", json={"end_year": 2022}), 403)


def test_a_list_has_its_envelope_and_leads_to_its_neighbours(client: HubClient) -> None:
    slugs = [practice().slug for _ in range(3)]
    practice("draft")
    first = client.get("/api/v1/practices?per_page=2&lang=en").json
    assert (first["total"], first["page"], first["per_page"], len(first["items"])) == (3, 1, 2, 2)
    assert first["links"]["prev"] is None and "per_page=2" in first["links"]["self"]
    second = client.get(first["links"]["next"]).json
    assert second["links"]["next"] is None and client.get(second["links"]["prev"]).json == first
    assert {one["slug"] for one in first["items"] + second["items"]} == set(slugs)
    beyond = client.get("/api/v1/practices?page=9")
    assert beyond.status_code == 200 and beyond.json["items"] == []
    assert client.get("/api/v1/practices?per_page=100").json["per_page"] == 100


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "page=1e9", "page=999999999999", "per_page=0",
                                   "per_page=101", "per_page=2.5", "per_page=%D9%A3", "status=famous"])  # fmt: skip
@pytest.mark.one_database
def test_a_parameter_that_is_wrong_is_named(client: HubClient, query: str) -> None:
    assert faults(client.get(f"/api/v1/practices?{query}")) == {query.split("=")[0]}


def test_experts_are_listed_shown_and_kept_by_their_owner(client: HubClient) -> None:
    shown = expert(visibility="public")
    expert(visibility="hidden")
    listed = client.api("").get("/experts").json
    assert [one["slug"] for one in listed["items"]] == [shown.slug]
    assert not {"email", "gender"} & set(listed["items"][0])
    one = client.api("").get(f"/experts/{shown.slug}").json
    assert client.get(one["url"]).status_code == 200 and MOMENT.fullmatch(one["verified_at"])
    owner = api_of(client, user())
    problem_of(owner.get("/experts/me"), 404)
    assert owner.put("/experts/me", json={"name": PROFILE["name"]}).status_code == 201
    again = owner.put("/experts/me", json=PROFILE)
    assert again.status_code == 200
    assert owner.get("/experts/me").json["languages"] == PROFILE["languages"]


def test_spaces_threads_and_posts_are_read_and_written(client: HubClient) -> None:
    author = user()
    public, private = space(title="Data"), space("private")
    me, guest = api_of(client, author), client.api("")
    assert [one["slug"] for one in guest.get("/spaces").json["items"]] == [public.slug]
    made = me.post(f"/spaces/{public.slug}/threads",
                   json={"title": "How do you count?", "body": "We count **twice**.", "language": "en",
                         "objectives": ["1"]})  # fmt: skip
    assert made.status_code == 201 and made.json["objectives"] == ["1"]
    number = made.json["id"]
    answered = me.post(f"/threads/{number}/posts", json={"body": "Three times."})
    assert answered.status_code == 201
    assert guest.get(f"/threads/{number}").json["title"] == "How do you count?"
    listed = guest.get(f"/threads/{number}/posts").json
    assert [one["body"] for one in listed["items"]] == ["We count **twice**.", "Three times."]
    assert guest.get(f"/spaces/{public.slug}/threads").json["total"] == 1
    for item in (*listed["items"], guest.get(f"/threads/{number}").json, guest.get("/spaces").json["items"][0]):
        assert client.get(item["url"], follow_redirects=True).status_code == 200
    assert all(MOMENT.fullmatch(one["created_at"]) for one in listed["items"])
    problem_of(me.get(f"/spaces/{private.slug}/threads"), 404)
    assert faults(me.post(f"/threads/{number}/posts", json={"body": " "})) == {"body"}
    problem_of(guest.post(f"/threads/{number}/posts", json={"body": "Me too."}), 401)


def test_the_search_finds_and_counts_what_its_caller_may_open(client: HubClient, work: Any) -> None:
    author = user()
    found = practice(title="Counting passengers at the harbour")
    practice("draft", title="Counting passengers in secret", submitter=author)
    talk = thread(author, space(), title="Counting passengers together")
    post(author, talk, "Counting passengers is hard")
    work()
    answer = client.get("/api/v1/search?q=counting+passengers").json
    assert {"items", "total", "page", "per_page", "links", "facets", "suggestion"} <= set(answer)
    assert {"type", "objective", "country", "region", "language", "year"} <= set(answer["facets"])
    assert answer["total"] == len(answer["items"]) == sum(one["count"] for one in answer["facets"]["type"])
    for one in answer["items"]:
        assert {"type", "id", "title", "url", "snippet", "language", "score"} <= set(one)
    by_type = {one["type"]: one for one in answer["items"]}
    assert by_type["practice"]["id"] == found.slug
    assert {"value": "8", "label": "8 Save lives", "count": 1} in answer["facets"]["objective"]
    narrowed = client.get("/api/v1/search?q=counting&type=practice&objective=8&objective=9&country=TZ").json
    assert [one["type"] for one in narrowed["items"]] == ["practice"]
    assert client.get("/api/v1/search?q=nothingofthekind").json["facets"]["objective"] == []
    mine = api_of(client, author).get("/search?q=secret").json
    assert client.get("/api/v1/search?q=secret").json["total"] == 0 and mine["total"] in (0, 1)
    for wrong in ("type=mood", "objective=24", "country=XX", "year=then", "sort=best"):
        assert faults(client.get(f"/api/v1/search?{wrong}")) == {wrong.split("=")[0]}


@pytest.mark.parametrize("name", ["objectives", "principles", "sdgs", "countries", "regions", "languages",
                                  "practice-types", "stakeholder-categories"])  # fmt: skip
@pytest.mark.one_database
def test_vocabularies_have_string_codes_and_labels_in_the_language_asked_for(client: HubClient, name: str) -> None:
    items = client.get(f"/api/v1/{name}").json["items"]
    assert items and all(isinstance(one["code"], str) and one["label"] for one in items)
    french = client.get(f"/api/v1/{name}?lang=fr").json["items"]
    assert [one["code"] for one in french] == [one["code"] for one in items] and french != items
    assert client.get(f"/api/v1/{name}", headers={"Accept-Language": "fr-CH, en;q=0.5"}).json["items"] == french
    assert client.get(f"/api/v1/{name}?lang=fr", headers={"Accept-Language": "ar"}).json["items"] == french


def test_a_language_that_a_program_asks_for_changes_no_account_and_sets_no_cookie(client: HubClient) -> None:
    owner = user(language="es")
    token = create_token(owner, label="test", scope="read")
    answer = client.get("/api/v1/objectives?lang=fr", headers={"Authorization": f"Bearer {token}"})
    assert "Set-Cookie" not in answer.headers
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/objectives", headers=headers).json["items"][0]["label"] == "Datos"
    header = headers | {"Accept-Language": "fr"}
    assert client.get("/api/v1/objectives", headers=header).json["items"][0]["label"] == "Données"


@pytest.mark.one_database
def test_unknown_addresses_and_methods_are_problems_whoever_asks(client: HubClient) -> None:
    for token in ("", create_token(user(), label="test", scope="write"), "wrong"):
        problem_of(client.api(token).get("/moods"), 404)
        problem_of(client.api(token).post("/moods", json={}), 404)
        assert "GET" in problem_of_method(client.api(token).delete("/practices"))
    problem_of(client.get("/api/v1/practices/%00"), 404)
    problem_of(client.get("/api/v1/threads/99999999999999999999"), 404)


def problem_of_method(answer: Any) -> set[str]:
    problem_of(answer, 405)
    return set(answer.headers["Allow"].split(", "))


@pytest.mark.one_database
def test_head_and_options_answer_without_a_body(client: HubClient) -> None:
    head = client.head("/api/v1/practices")
    assert (head.status_code, head.data) == (200, b"") and head.mimetype == "application/json"
    for path in ("/practices", "/experts/me"):
        options = client.options(f"/api/v1{path}")
        assert (options.status_code, options.data) == (200, b"") and "GET" in options.headers["Allow"]


def test_only_a_good_token_of_scope_write_writes_and_no_cookie_does(client: HubClient) -> None:
    owner = user()
    refused = client.api("").post("/practices", json={})
    problem_of(refused, 401)
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    problem_of(client.as_(owner).post("/api/v1/practices", json={}), 401)
    problem_of(client.api("wrong").get("/practices"), 401)
    problem_of(client.get("/api/v1/practices", headers={"Authorization": "Basic eDp5"}), 401)
    reader = api_of(client, owner, "read")
    assert reader.get("/practices").status_code == 200
    problem_of(reader.post("/practices", json={}), 403)
    assert api_of(client, owner).post("/practices", json={}).status_code == 201


NO_OBJECTS = {
    "nothing": b"", "half": b"{", "list": b"[]", "null": b"null", "text": b'"x"', "number": b"7",
    "bytes": b"\xff\xfe", "deep": b"[" * 100_000, "comma": b'{"a": 1,}',
}  # fmt: skip


@pytest.mark.parametrize("body", NO_OBJECTS.values(), ids=NO_OBJECTS)
@pytest.mark.one_database
def test_what_is_no_json_object_is_400(client: HubClient, body: bytes) -> None:
    writer = api_of(client, user())
    problem_of(writer.post("/practices", data=body, content_type="application/json"), 400)


@pytest.mark.one_database
def test_another_format_is_415_and_too_much_is_413(client: HubClient) -> None:
    writer = api_of(client, user())
    problem_of(writer.post("/practices", data={"title": "x"}), 415)
    problem_of(writer.post("/practices", data=b"{}", content_type="text/plain"), 415)
    huge = b'{"title": "' + b"x" * (27 * 1024 * 1024) + b'"}'
    problem_of(writer.post("/practices", data=huge, content_type="application/json"), 413)


WRONG = [
    ("title", 7), ("title", "short"), ("title", "x" * 201), ("title", ["x"]), ("summary", "x" * 5001),
    ("objectives_primary", "8"), ("objectives_primary", [8]), ("objectives_primary", ["24"]),
    ("objectives_primary", [{}]), ("countries", ["XX"]), ("start_year", "then"), ("start_year", 10**30),
    ("start_year", True), ("end_year", 1.5), ("scope", "galactic"), ("language", {}), ("practice_type", []),
    ("lead_organizations", {"name": "x"}), ("lead_organizations", ["x"]), ("lead_organizations", [None]),
    ("lead_organizations", [[]]), ("lead_organizations", [{"category": "media"}]),
    ("lead_organizations", [{"name": "x", "category": "mood"}]), ("links", [{"label": "x", "url": "javascript:1"}]),
    ("links", [{"label": "x", "url": "https://example.org"}] * 21), ("focal_point", "x"), ("focal_point", [1]),
    ("focal_point", {"email": "nobody"}), ("status", "published"), ("mood", 1),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), WRONG, ids=[f"{name}-{n}" for n, (name, _) in enumerate(WRONG)])
@pytest.mark.one_database
def test_a_value_that_cannot_be_taken_is_422_and_names_its_field(client: HubClient, field: str, value: Any) -> None:
    named = faults(api_of(client, user()).post("/practices", json={field: value}))
    assert named and {name.split(".")[0] for name in named} == {field}
    assert all("_schema" not in name for name in named)


def test_texts_lose_what_no_database_keeps(client: HubClient) -> None:
    writer = api_of(client, user())
    made = writer.post("/practices", json={"title": "A title\x00 with \ud800halves", "summary": "One\x00 two\udfff"})
    assert (made.json["title"], made.json["summary"]) == ("A title with halves", "One two")
    assert writer.patch(f"/practices/{made.json['slug']}", json={"countries": None, "links": None}).status_code == 200


def test_somebody_who_writes_too_much_gets_429_as_a_problem(client: HubClient, limits_on: None) -> None:
    writer = api_of(client, user())
    answers = [writer.post("/practices", json={"mood": 1}) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {422}
    problem_of(answers[60], 429)
