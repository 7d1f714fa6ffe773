"""The discussions for programs, as the contract says."""

from typing import Any

import pytest

from hub.auth.models import ApiToken, User
from hub.auth.sessions import digest
from hub.db import db, transaction
from tests.clients import HubClient
from tests.discussions import things
from tests.factories import user


def token(of: User, scope: str = "write") -> str:
    with transaction():
        db.session.add(ApiToken(token_digest=digest(f"token {of.id} {scope}"), user_id=of.id, scope=scope))
    return f"token {of.id} {scope}"


def test_a_program_starts_a_thread_and_answers_it(client: HubClient) -> None:
    space = things.space(slug="regular-pathways")
    program = client.api(token(user(name="Writer")))
    values = {"title": "Seasonal work in the islands", "body": "Who *pays*?", "language": "en", "objectives": ["5"]}
    made = program.post("/spaces/regular-pathways/threads", json=values)
    assert made.status_code == 201
    thread = made.json
    assert (thread["status"], thread["space"], thread["objectives"]) == ("open", "regular-pathways", ["5"])
    assert thread["url"] == "http://localhost/discussions/regular-pathways/seasonal-work-in-the-islands"
    first = client.api("").get(f"/threads/{thread['id']}/posts").json["items"][0]
    answer = program.post(f"/threads/{thread['id']}/posts", json={"body": "The employer", "quoted_post": first["id"]})
    assert answer.status_code == 201
    assert (answer.json["state"], answer.json["quoted_post"], answer.json["number"]) == ("visible", first["id"], 2)
    listed = client.api("").get(f"/threads/{thread['id']}/posts?per_page=1&page=2").json
    assert (listed["total"], listed["items"][0]["body"], listed["links"]["next"]) == (2, "The employer", None)
    assert first["author"] == {"name": "Writer", "organization": first["author"]["organization"]}
    assert client.api("").get("/spaces").json["items"][0]["post_count"] == 2
    assert space.slug in client.api("").get(f"/threads/{thread['id']}").json["url"]


def test_the_answer_says_when_a_post_waits(client: HubClient) -> None:
    space = things.space("public", "pre")
    program = client.api(token(user()))
    values = {"title": "A question", "body": "Text", "language": "en"}
    waiting = program.post(f"/spaces/{space.slug}/threads", json=values).json
    assert waiting["status"] == "waiting"
    assert program.get(f"/threads/{waiting['id']}").status_code == 200
    assert client.api("").get(f"/threads/{waiting['id']}").status_code == 404
    assert program.post(f"/threads/{waiting['id']}/posts", json={"body": "More"}).json["state"] == "held"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"),
        ({"body": ""}, "body"),
        ({"body": 5}, "body"),
        ({"body": "x", "quoted_post": 10**8}, "quoted_post"),
        ({"body": "x", "quoted_post": "no"}, "quoted_post"),
        ({"body": "x", "surprise": 1}, "surprise"),
        ({"body": "x" * 20_001}, "body"),
        ({"body": "x", "language": "klingon"}, "language"),
    ],
)
def test_wrong_values_name_their_field(client: HubClient, body: dict[str, Any], field: str) -> None:
    thread = things.thread(user(), things.space())
    answer = client.api(token(user())).post(f"/threads/{thread.id}/posts", json=body)
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json["errors"]]


def test_who_may_not_write_is_refused(client: HubClient) -> None:
    member = user()
    thread, closed = things.thread(user(), things.space()), things.space("private")
    assert client.api("").post(f"/threads/{thread.id}/posts", json={"body": "x"}).status_code == 401
    assert client.api(token(member, "read")).post(f"/threads/{thread.id}/posts", json={"body": "x"}).status_code == 403
    values = {"title": "A question", "body": "Text", "language": "en"}
    assert client.api(token(member)).post(f"/spaces/{closed.slug}/threads", json=values).status_code == 404
    with transaction():
        thread.locked = True
    refused = client.api(token(user())).post(f"/threads/{thread.id}/posts", json={"body": "x"})
    assert refused.status_code == 409 and "locked" in refused.json["detail"]
    sneaky = client.api(token(user())).post(
        f"/spaces/{thread.space.slug}/threads", json={**values, "closes": "2999-01-01"}
    )
    assert sneaky.status_code == 422
