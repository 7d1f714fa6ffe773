"""What people do with their own account: details, sessions, API tokens."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Blueprint, Flask, jsonify
from sqlalchemy import select

from hub import clock
from hub.auth.actors import current_actor
from hub.auth.browsers import browser_name
from hub.auth.models import ApiToken, User, UserSession
from hub.db import db, transaction
from hub.guard import public
from tests.clients import HubClient
from tests.factories import user
from tests.hub.auth.people import FORM, is_signed_in, log_in, member

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_a_person_edits_their_details(client: HubClient) -> None:
    person = user()
    mine = client.as_(person)
    page = mine.get("/profile")
    assert person.email in page.text
    assert f'value="{person.name}"' in page.text
    details = {key: FORM[key] for key in ("name", "category", "organization", "country", "language")}
    assert (
        mine.post("/profile", data=details | {"email": "other@example.org", "role": "secretariat"}).status_code == 302
    )
    db.session.refresh(person)
    assert {key: getattr(person, key) for key in details} == details
    assert person.role == "member"
    assert person.email != "other@example.org"
    assert '<html lang="fr"' in mine.get("/profile").text


@pytest.mark.parametrize(("field", "value"), [("name", " "), ("category", "x"), ("country", "ZZ"), ("language", "de")])
def test_bad_details_are_named_and_nothing_is_lost(client: HubClient, field: str, value: str) -> None:
    details = {key: FORM[key] for key in ("name", "category", "organization", "country", "language")}
    page = client.as_(user()).post("/profile", data=details | {field: value})
    assert page.status_code == 422
    assert f'href="#f-{field}"' in page.text
    assert 'value="River Union (invented)"' in page.text


@pytest.mark.parametrize("path", ["/profile", "/profile/password", "/profile/sessions", "/profile/tokens"])
def test_the_pages_of_an_account_are_for_its_owner(client: HubClient, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/login?next=")
    assert client.post(path).status_code in (401, 405)


def test_a_person_sees_their_sessions_and_ends_them(client: HubClient) -> None:
    member()
    laptop, phone, other = client.as_(None), client.as_(None), client.as_(None)
    for browser in (laptop, phone, other):
        log_in(browser, headers={"User-Agent": FIREFOX})
    page = laptop.get("/profile/sessions").text
    assert page.count("Firefox, Linux") == 3
    assert page.count("This browser") == 1
    first_other = page.split("/profile/sessions/")[1].split("/end")[0]
    assert laptop.post(f"/profile/sessions/{first_other}/end").status_code == 302
    assert [is_signed_in(browser) for browser in (laptop, phone, other)].count(True) == 2
    laptop.post("/profile/sessions/end")
    assert [is_signed_in(browser) for browser in (laptop, phone, other)] == [True, False, False]


def test_nobody_ends_the_sessions_or_tokens_of_others(client: HubClient) -> None:
    victim, stranger = user(), client.as_(user("secretariat"))
    theirs = client.as_(victim)
    theirs.post("/profile/tokens", data={"label": "mine", "scope": "read"})
    session = db.session.scalar(select(UserSession.id).where(UserSession.user_id == victim.id))
    token = db.session.scalar(select(ApiToken.id))
    assert stranger.post(f"/profile/sessions/{session}/end").status_code == 404
    assert stranger.post(f"/profile/tokens/{token}/revoke").status_code == 404
    assert client.post(f"/profile/tokens/{token}/revoke").status_code == 401
    assert is_signed_in(theirs)
    assert db.session.scalar(select(ApiToken.id)) == token


def create(client: HubClient, scope: str = "read") -> str:
    page = client.post("/profile/tokens", data={"label": "report", "scope": scope})
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    return "hub_" + page.text.split("hub_")[1].split("<")[0]


def test_a_token_is_shown_once_and_works_until_it_is_revoked(client: HubClient, whoami: str) -> None:
    person = user()
    mine = client.as_(person)
    token = create(mine)
    assert token not in mine.get("/profile/tokens").text
    assert client.api(token).get(whoami).json == {"id": person.id}
    number = db.session.scalar(select(ApiToken.id))
    assert mine.post(f"/profile/tokens/{number}/revoke").status_code == 302
    assert client.api(token).get(whoami).status_code == 401
    assert "You have no tokens yet" in mine.get("/profile/tokens").text


@pytest.mark.parametrize(("field", "value"), [("label", ""), ("label", "x" * 81), ("scope", ""), ("scope", "admin")])
def test_a_token_needs_a_name_and_a_scope(client: HubClient, field: str, value: str) -> None:
    page = client.as_(user()).post("/profile/tokens", data={"label": "report", "scope": "read"} | {field: value})
    assert page.status_code == 422
    assert db.session.scalar(select(ApiToken.id)) is None


def test_a_token_that_may_only_read_changes_nothing(client: HubClient, whoami: str) -> None:
    mine = client.as_(user())
    reading, writing = create(mine), create(mine, "write")
    refused = client.api(reading).post(whoami)
    assert refused.status_code == 403
    assert "may only read" in refused.json["detail"]
    assert client.api(writing).post(whoami).status_code == 200
    assert client.api("").post(whoami).status_code == 401
    assert mine.post(f"/api/v1{whoami}").status_code == 401, "the cookie of a browser does not write through the API"


def test_the_token_speaks_and_not_a_cookie_that_comes_along(client: HubClient, whoami: str) -> None:
    person, other = user(), user()
    token = create(client.as_(person), "write")
    mixed = client.as_(other)
    assert mixed.api(token).post(whoami).json == {"id": person.id}
    assert mixed.api("wrong").get(whoami).status_code == 401


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Token abc", "Bearer a b", "Bearer é"]
)
def test_a_token_that_is_given_must_be_good(client: HubClient, whoami: str, header: str) -> None:
    answer = client.get(f"/api/v1{whoami}", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("closed", [{"suspended_until": clock.now() + timedelta(days=400)}, {"confirmed_at": None}])
def test_sessions_and_tokens_of_a_closed_account_stop_at_once(
    client: HubClient, whoami: str, closed: dict[str, Any]
) -> None:
    person = user()
    mine = client.as_(person)
    token = create(mine, "write")
    with transaction():
        for name, value in closed.items():
            setattr(person, name, value)
    assert not is_signed_in(mine)
    assert client.api(token).get(whoami).status_code == client.api(token).post(whoami).status_code == 401


def test_browsers_are_named_as_people_know_them() -> None:
    assert browser_name(FIREFOX) == "Firefox, Linux"
    edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/138.0 Safari/537.36 Edg/138.0"
    assert browser_name(edge) == "Edge, Windows"
    assert browser_name("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1") == "Safari, iOS"
    assert browser_name("curl/8.5") == ""


@pytest.fixture
def whoami(app: Flask) -> Iterator[str]:
    """An API address that says who asks and takes anything."""
    bp = Blueprint("whoami", __name__, url_prefix="/api/v1")

    @bp.route("/whoami", methods=["GET", "POST"])
    @public
    def answer() -> Any:
        actor = current_actor()
        return jsonify(id=actor.id if isinstance(actor, User) else None)

    if "whoami" not in app.blueprints:
        app._got_first_request, before = False, app._got_first_request
        app.register_blueprint(bp)
        app._got_first_request = before
    yield "/whoami"


def test_two_people_are_never_the_same(app: Flask) -> None:
    one, other = user(), user()
    assert one != other
    assert one not in (other,)
