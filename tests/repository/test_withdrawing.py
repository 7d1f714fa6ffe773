"""Authors ask for the withdrawal of a practice; what is archived is gone everywhere at once, and can come back."""

import re
from typing import Any

import pytest

from hub.auth.actors import GUEST
from hub.auth.models import User
from hub.auth.operations import create_token
from hub.search.indexing import differences as index_differences
from repository import operations
from repository.exchange import rows
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import practice, review, user

REASON = "The office was closed, and nobody can answer for the figures."
WORD = "Kwanzaquokka"


@pytest.fixture
def secretariat(app: Any) -> User:
    return user("secretariat", password_hash="of no password")


@pytest.fixture
def public(app: Any) -> Practice:
    return practice(submitter=user("focal_point", password_hash="of no password"), title=f"{WORD} in the title")


def test_authors_ask_and_the_secretariat_archives_with_their_reason(
    client: HubClient, secretariat: User, public: Practice, mails: Any
) -> None:
    mine, desk, path = client.as_(public.submitter), client.as_(secretariat), f"/practices/{public.slug}"
    assert f"{path}/withdrawal" in mine.get(f"{path}/status").text
    assert mine.post(f"{path}/withdrawal", data={"reason": " "}).status_code == 422
    assert mine.post(f"{path}/withdrawal", data={"reason": REASON}).status_code == 302
    assert client.get(path).status_code == 200 and REASON not in client.get(path).text
    assert "Decide on a request" in desk.get("/inbox").text
    assert REASON in desk.get(f"{path}/withdrawal").text
    top = desk.get(f"{path}/desk").text.split('class="clock"')[0].split("<h2")[0]
    assert REASON in top and "Decide on the withdrawal" in top
    assert desk.post(f"{path}/transitions", data={"to": "archived", "comment": REASON}).status_code == 302
    assert "Decide on a request" not in desk.get("/inbox").text
    gone = client.get(path)
    assert gone.status_code == 410 and REASON in gone.text
    assert [mail["Subject"] for mail in mails() if mail["To"] == secretariat.email] == [
        f"Withdrawal asked for: {public.title}"
    ]


def test_the_secretariat_may_keep_it_public_and_says_why(
    client: HubClient, secretariat: User, public: Practice, mails: Any
) -> None:
    mine, desk, path = client.as_(public.submitter), client.as_(secretariat), f"/practices/{public.slug}"
    assert desk.post(f"{path}/withdrawal/refuse", data={"comment": "No."}).status_code == 409, "nobody has asked"
    mine.post(f"{path}/withdrawal", data={"reason": REASON})
    assert mine.post(f"{path}/withdrawal/refuse", data={"comment": "No."}).status_code == 403
    assert desk.post(f"{path}/withdrawal/refuse", data={"comment": ""}).status_code == 422
    assert desk.post(f"{path}/withdrawal/refuse", data={"comment": "Others cite it."}).status_code == 302
    assert client.get(path).status_code == 200
    bodies = [mail.get_content() for mail in mails() if mail["To"] == public.submitter.email]
    assert len(bodies) == 1 and "Others cite it." in bodies[0]
    mine.post(f"{path}/withdrawal", data={"reason": REASON})
    assert mine.post(f"{path}/withdrawal/drop").status_code == 302
    assert "Decide on a request" not in desk.get("/inbox").text
    assert mine.post(f"{path}/withdrawal/drop").status_code == 409


def test_a_practice_whose_authors_take_their_request_back_meanwhile_is_not_archived(
    client: HubClient, secretariat: User, public: Practice
) -> None:
    mine, desk, path = client.as_(public.submitter), client.as_(secretariat), f"/practices/{public.slug}"
    mine.post(f"{path}/withdrawal", data={"reason": REASON})
    form = desk.get(f"{path}/withdrawal").text.split('value="archived"')[0].rpartition("<form")[2]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) | {"to": "archived", "comment": REASON}
    assert mine.post(f"{path}/withdrawal/drop").status_code == 302
    refused = desk.post(f"{path}/transitions", data=sent)
    assert refused.status_code == 409 and "Somebody else has changed this practice" in refused.text
    assert client.get(path).status_code == 200
    mine.post(f"{path}/withdrawal", data={"reason": REASON})
    assert desk.post(f"{path}/transitions", data=sent | {"version": str(public.version)}).status_code == 302
    assert client.get(path).status_code == 410


def test_a_request_for_withdrawal_is_read_by_authors_and_secretariat_alone(client: HubClient, public: Practice) -> None:
    operations.ask_withdrawal(public.submitter, public, REASON)
    path = f"/practices/{public.slug}"
    for stranger in (None, user(), review(public, "submitted").reviewer):
        who = client.as_(stranger)
        for page in (path, f"{path}/withdrawal", f"{path}/versions", f"/api/v1{path}", "/practices"):
            assert REASON not in who.get(page).text
        assert who.post(f"{path}/withdrawal", data={"reason": "Mine"}).status_code in (401, 403)
    assert REASON not in str(list(rows(GUEST, everything=False)))


def test_what_is_archived_leaves_every_place_at_once_and_comes_back_when_it_is_published_again(
    client: HubClient, secretariat: User, public: Practice, work: Any
) -> None:
    path = f"/practices/{public.slug}"
    places = ("/", "/practices", f"/search?q={WORD}x", "/sitemap.xml", "/objectives/8", "/api/v1/practices",
              "/api/v1/search?q=kwanzaquokka", f"/practices/compare?with={public.slug}")  # fmt: skip

    def shown() -> set[bool]:
        return {public.title in client.get(place).text or path in client.get(place).text for place in places[:6]}

    work()
    assert client.get("/api/v1/search?q=kwanzaquokka").json["total"] == 1
    assert public.title in client.get("/practices").text and path in client.get("/sitemap.xml").text
    operations.move(secretariat, public, "archived", REASON)
    assert shown() == {False}
    assert client.get("/api/v1/search?q=kwanzaquokka").json["total"] == 0, "before the worker has noticed"
    assert public.slug not in str(list(rows(GUEST, everything=False)))
    work()
    assert index_differences() == []
    desk = client.as_(secretariat)
    assert "Publish again" in desk.get(f"{path}/desk").text
    assert client.as_(public.submitter).post(f"{path}/transitions", data={"to": "published"}).status_code == 403
    assert desk.post(f"{path}/transitions", data={"to": "published"}).status_code == 302
    work()
    assert client.get(path).status_code == 200
    assert client.get("/api/v1/search?q=kwanzaquokka").json["total"] == 1
    assert len(client.get(f"/api/v1{path}/versions").json["items"]) == 1


def test_what_never_was_public_is_not_published_again(client: HubClient, secretariat: User) -> None:
    declined = practice("declined")
    operations.move(secretariat, declined, "archived", "Old.")
    desk, path = client.as_(secretariat), f"/practices/{declined.slug}"
    assert "Publish again" not in desk.get(f"{path}/desk").text
    assert desk.post(f"{path}/transitions", data={"to": "published"}).status_code == 409


def test_programs_ask_take_back_and_refuse(client: HubClient, secretariat: User, public: Practice) -> None:
    author = client.api(create_token(public.submitter, label="test", scope="write"))
    desk = client.api(create_token(secretariat, label="test", scope="write"))
    path = f"/practices/{public.slug}"
    assert author.post(f"{path}/withdrawal", json={}).status_code == 422
    assert author.post(f"{path}/withdrawal", json={"reason": REASON}).status_code == 200
    assert author.delete(f"{path}/withdrawal").status_code == 200
    assert author.delete(f"{path}/withdrawal").status_code == 409
    author.post(f"{path}/withdrawal", json={"reason": REASON})
    assert author.post(f"{path}/withdrawal/refusal", json={"comment": "No."}).status_code == 403
    assert desk.post(f"{path}/withdrawal/refusal", json={"comment": "No."}).status_code == 200
    assert desk.post(f"{path}/transitions", json={"to": "archived", "comment": REASON}).json["status"] == "archived"
    assert client.get(f"/api/v1{path}").json["detail"] == REASON
