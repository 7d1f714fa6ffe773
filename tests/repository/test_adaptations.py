"""Members tell how they reused a practice; readers follow the chain both ways, and see nothing that is not public."""

from itertools import pairwise
from typing import Any

import pytest

from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.errors import Conflict, Invalid
from hub.search.indexing import differences as index_differences
from repository import operations
from repository.models import Adaptation, Practice
from repository.operations.adapting import MOST_WAITING
from repository.queries import reuse
from tests.clients import HubClient
from tests.factories import practice, user

CHANGED = "Kwanzaquokka was left out"
FORM: dict[str, Any] = {
    "organization": "Ministry of Zebrafinches", "countries": ["KE"], "city": "Mombasa", "start_year": "2023",
    "changed": CHANGED, "result": "It took half the time.", "language": "en", "link": "", "retold": "",
}  # fmt: skip
VALUES = FORM | {"start_year": 2023, "link": None, "retold": None}


@pytest.fixture
def secretariat(app: Any) -> User:
    return user("secretariat")


def told(of: Practice, retold: Practice | None = None, *, by: User | None = None, public: bool = True) -> Adaptation:
    """An adaptation, checked or not."""
    teller = by or (retold.submitter if retold else None) or user()
    values = VALUES | {"retold": retold.slug if retold else None}
    made = operations.tell_adaptation(teller, of, values)
    return operations.step_adaptation(user("secretariat"), made, "public") if public else made


def test_a_member_tells_of_an_adaptation_and_readers_see_it_once_it_is_checked(
    client: HubClient, secretariat: User, mails: Any
) -> None:
    made = practice(submitter=user("focal_point", password_hash="of no password"))
    teller = user(password_hash="of no password")
    mine, desk, path = client.as_(teller), client.as_(secretariat), f"/practices/{made.slug}"
    assert client.get(f"{path}/adaptations/new").status_code == 302
    assert teller.organization in mine.get(f"{path}/adaptations/new").text
    wrong = mine.post(f"{path}/adaptations/new", data=FORM | {"start_year": "20220", "changed": ""})
    assert wrong.status_code == 422 and "20220" in wrong.text and "Mombasa" in wrong.text
    page = mine.post(f"{path}/adaptations/new", data=FORM).location
    assert CHANGED in mine.get(page).text
    for stranger in (client, client.as_(user()), client.as_(made.submitter)):
        assert stranger.get(page).status_code == 404
        assert "Zebrafinches" not in stranger.get(path).text + stranger.get(f"{path}/adaptations").text
    assert page in desk.get("/inbox").text
    assert mine.post(f"{page}/transitions", data={"to": "public"}).status_code == 403
    assert desk.post(f"{page}/transitions", data={"to": "declined"}).status_code == 422
    assert desk.post(f"{page}/transitions", data={"to": "public"}).status_code == 302
    for place in (path, f"{path}/adaptations", page):
        assert "Zebrafinches" in client.get(place).text and CHANGED in client.get(place).text
        assert teller.name not in client.get(place).text
    subjects = {mail["To"]: mail["Subject"] for mail in mails()}
    assert subjects[made.submitter.email] == f"Your practice was adapted: {made.title}"
    assert subjects[teller.email] == f"Your adaptation is public: {made.title}"


def test_what_its_author_changes_is_checked_again_and_what_they_withdraw_is_gone(
    client: HubClient, secretariat: User
) -> None:
    made = practice()
    one = told(made)
    mine, page = client.as_(one.author), f"/practices/adaptations/{one.id}"
    assert client.as_(user()).post(f"{page}/edit", data=FORM).status_code == 403
    seen = one.version
    assert mine.post(f"{page}/edit", data=FORM | {"version": seen, "city": "Nairobi"}).status_code == 302
    assert client.get(page).status_code == 404
    late = mine.post(f"{page}/edit", data=FORM | {"version": seen, "city": "Kisumu"})
    assert late.status_code == 409 and "Kisumu" in late.text
    assert client.as_(secretariat).post(f"{page}/transitions", data={"to": "public"}).status_code == 302
    assert "Nairobi" in client.get(page).text
    assert mine.post(f"{page}/transitions", data={"to": "withdrawn"}).status_code == 302
    for place in (page, f"/practices/{made.slug}", f"/practices/{made.slug}/adaptations"):
        assert "Zebrafinches" not in client.get(place).text
    assert mine.post(f"{page}/edit", data=FORM).status_code == 409
    assert "Zebrafinches" in mine.get("/practices/adaptations/mine").text


def test_what_is_not_accepted_comes_back_with_the_reason_for_its_author_alone(
    client: HubClient, secretariat: User
) -> None:
    one = told(practice(), public=False)
    page = f"/practices/adaptations/{one.id}"
    client.as_(secretariat).post(f"{page}/transitions", data={"to": "declined", "comment": "Which office was it?"})
    assert "Which office was it?" in client.as_(one.author).get(page).text
    assert client.as_(user()).get(page).status_code == 404
    assert client.as_(one.author).post(f"{page}/edit", data=FORM | {"version": one.version}).status_code == 302
    db.session.refresh(one)
    assert one.status == "submitted"


def test_nobody_decides_on_an_adaptation_that_has_changed_since_the_page_was_opened(
    client: HubClient, secretariat: User
) -> None:
    one = told(practice(), public=False)
    mine, desk, page = client.as_(one.author), client.as_(secretariat), f"/practices/adaptations/{one.id}"
    shown = desk.get(page).text
    assert shown.count(f'name="version" value="{one.version}"') == shown.count('name="to"') == 2
    seen = {"version": str(one.version)}
    assert mine.post(f"{page}/edit", data=FORM | seen | {"changed": "Written behind the back"}).status_code == 302
    for step in ({"to": "public"}, {"to": "declined", "comment": "Too short a text"}):
        late = desk.post(f"{page}/transitions", data=step | seen)
        assert late.status_code == 409 and "Read what it says now" in late.text
        assert "Written behind the back" in late.text and step.get("comment", "") in late.text
    assert (client.get(page).status_code, one.reason) == (404, None)
    now = {"version": str(one.version)}
    lacking = desk.post(f"{page}/transitions", data=now | {"to": "declined"})
    assert lacking.status_code == 422 and lacking.text.count(f'name="version" value="{one.version}"') == 2
    assert desk.post(f"{page}/transitions", data=now | {"to": "public"}).status_code == 302
    assert "Written behind the back" in client.get(page).text


def test_programs_decide_on_the_version_that_they_have_read(client: HubClient, secretariat: User) -> None:
    one = told(practice(), public=False)
    desk = client.api(create_token(secretariat, label="test", scope="write"))
    path = f"/practices/adaptations/{one.id}"
    seen = desk.get(path).json["version"]
    operations.revise_adaptation(one.author, one, VALUES | {"city": "Nairobi"})  # type: ignore[arg-type]
    assert desk.post(f"{path}/transitions", json={"to": "public", "version": seen}).status_code == 409
    seen = desk.get(path).json["version"]
    assert desk.post(f"{path}/transitions", json={"to": "public", "version": seen}).status_code == 200


def test_a_practice_with_a_public_adaptation_is_found_as_reused(secretariat: User, work: Any) -> None:
    made, teller = practice(), user()
    one = told(made, by=teller, public=False)
    made_id, one_id = made.id, one.id

    def reused() -> tuple[int, int]:
        work()
        assert index_differences() == []
        found = db.session.get_one(Practice, made_id)
        return found.adaptation_count, len(found.adaptations)

    def step(actor: User, target: str) -> None:
        operations.step_adaptation(actor, db.session.get_one(Adaptation, one_id), target)

    assert reused() == (0, 1)
    step(secretariat, "public")
    assert reused() == (1, 1)
    told(db.session.get_one(Practice, made_id))
    assert reused() == (2, 2)
    step(teller, "withdrawn")
    assert reused() == (1, 2)
    practice()
    order = db.select(Practice.id).order_by(Practice.adaptation_count.desc()).limit(1)
    assert db.session.scalar(order) == made_id


def chain_on_page(client: HubClient, of: Practice) -> str:
    """The part of a practice's page that tells of its reuse."""
    return client.get(f"/practices/{of.slug}").text.split('id="adapted"')[1].split("</section>")[0]


def test_the_chain_is_shown_in_both_directions_and_ends_after_three_steps(client: HubClient) -> None:
    chain = [practice(title=f"Link number {name} of the chain") for name in ("one", "two", "three", "four", "five")]
    for origin, retold in pairwise(chain):
        told(origin, retold)
    first, last = (chain_on_page(client, one) for one in (chain[0], chain[-1]))
    for name, in_first, in_last in (("two", 1, 1), ("three", 1, 1), ("four", 1, 1)):
        assert (f"Link number {name} " in first, f"Link number {name} " in last) == (in_first, in_last)
    assert "Link number five" not in first and "Link number one" not in last
    middle = chain_on_page(client, chain[2])
    assert all(f"Link number {name} " in middle for name in ("one", "two", "four", "five"))


@pytest.mark.parametrize("status", ["draft", "under_review", "declined", "archived"])
def test_a_chain_shows_nothing_of_a_practice_that_is_not_public(
    client: HubClient, secretariat: User, status: str
) -> None:
    origin, retold = practice(title="The public origin of it"), practice(status, title="Kwanzaquokka retold in secret")
    one = told(origin, retold)
    after = practice(title="What came after the secret one")
    if status == "archived":
        with transaction():
            retold.status = "published"
        told(retold, after)
        with transaction():
            retold.status = "archived"
    places = (f"/practices/{origin.slug}", f"/practices/{after.slug}", f"/practices/{origin.slug}/adaptations",
              f"/practices/adaptations/{one.id}", f"/api/v1/practices/adaptations/{one.id}",
              f"/api/v1/practices/{origin.slug}/adaptations")  # fmt: skip
    for reader in (None, user(), secretariat, retold.submitter):
        for place in places:
            text = client.as_(reader).get(place).text
            assert "Kwanzaquokka retold" not in text and retold.slug not in text, (reader, place)
    gone = status == "archived"
    assert ("told it at length was withdrawn" in client.get(places[0]).text) == gone
    assert ("A practice that was withdrawn" in client.get(places[1]).text) == gone
    assert client.get(places[4]).json["retold_withdrawn"] == gone


def test_the_adaptations_of_a_withdrawn_practice_are_withdrawn_with_it(client: HubClient, secretariat: User) -> None:
    origin, retold = practice(title="The origin that is withdrawn"), practice()
    one = told(origin, retold)
    operations.move(secretariat, origin, "archived", "Over.")
    for place in (f"/practices/{origin.slug}/adaptations", f"/practices/adaptations/{one.id}",
                  f"/api/v1/practices/{origin.slug}/adaptations",
                  f"/api/v1/practices/adaptations/{one.id}"):  # fmt: skip
        answer = client.get(place)
        assert answer.status_code in (404, 410) and "Zebrafinches" not in answer.text
    shown = client.get(f"/practices/{retold.slug}").text
    assert "A practice that was withdrawn" in shown and origin.title not in shown
    assert client.as_(one.author).get(f"/practices/adaptations/{one.id}").status_code == 200
    assert client.as_(user()).post(f"/practices/{origin.slug}/adaptations/new", data=FORM).status_code == 410


def test_a_circle_is_refused_when_it_is_told_and_when_it_is_published(secretariat: User) -> None:
    first, second, third = practice(), practice(), practice()
    for alone in (first,):
        with pytest.raises(Invalid):
            told(alone, alone)
    told(first, second)
    told(second, third)
    for origin, retold in ((second, first), (third, first), (third, second)):
        with pytest.raises(Invalid):
            told(origin, retold)
    other = told(third, practice(), public=False)
    with transaction():
        other.retold_id = first.id
    db.session.refresh(other)
    with pytest.raises(Conflict):
        operations.step_adaptation(secretariat, other, "public")


def test_a_circle_that_got_in_all_the_same_ends_no_page_in_circles(client: HubClient) -> None:
    first, second = practice(), practice()
    told(first, second)
    back = told(second, practice(), public=True)
    with transaction():
        back.retold_id = first.id
    for one in (first, second):
        assert client.get(f"/practices/{one.slug}").status_code == 200
    assert reuse.origins_of(first) == {first.id, second.id}


def test_only_own_practices_tell_an_adaptation_and_of_others_nothing_is_told(client: HubClient) -> None:
    teller, made = user(), practice()
    secret, public = practice("draft"), practice()
    mine = client.as_(teller)
    answers = [
        mine.post(f"/practices/{made.slug}/adaptations/new", data=FORM | {"retold": slug})
        for slug in (secret.slug, public.slug, "no-such-practice")
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert all("Choose one of your own practices." in answer.text for answer in answers)
    assert secret.title not in answers[0].text


def test_nobody_fills_the_secretariat_s_inbox(client: HubClient) -> None:
    teller, made = user(), practice()
    for _time in range(MOST_WAITING):
        told(made, by=teller, public=False)
    assert client.as_(teller).post(f"/practices/{made.slug}/adaptations/new", data=FORM).status_code == 409


def test_programs_tell_read_change_and_decide_on_adaptations(client: HubClient, secretariat: User) -> None:
    made, teller = practice(), user()
    mine = client.api(create_token(teller, label="test", scope="write"))
    desk = client.api(create_token(secretariat, label="test", scope="write"))
    path = f"/practices/{made.slug}/adaptations"
    body = {name: value for name, value in VALUES.items() if value is not None}
    assert client.post(f"/api/v1{path}", json=body).status_code == 401
    wrong = mine.post(path, json=body | {"countries": ["XX"], "link": "javascript:alert(1)"})
    assert {error["field"] for error in wrong.json["errors"]} == {"countries.0", "link"}
    one = mine.post(path, json=body)
    assert (one.status_code, one.json["status"]) == (201, "submitted")
    address = f"/practices/adaptations/{one.json['id']}"
    assert client.get(f"/api/v1{address}").status_code == 404
    assert client.get(f"/api/v1{path}").json["total"] == 0
    assert mine.patch(address, json={"city": "Lamu"}).json["city"] == "Lamu"
    assert mine.patch(address, json={"city": "Lamu", "version": 99}).status_code == 409
    assert mine.patch(address, json={"changed": None}).status_code == 422
    assert desk.post(f"{address}/transitions", json={"to": "public"}).json["status"] == "public"
    listed = client.get(f"/api/v1{path}").json["items"]
    assert [item["city"] for item in listed] == ["Lamu"]
    assert not {"reason", "version", "author"} & set(listed[0])
    assert client.get(listed[0]["url"]).status_code == 200
    assert mine.post(f"{address}/transitions", json={"to": "withdrawn"}).json["status"] == "withdrawn"
    assert client.get(f"/api/v1{path}").json["total"] == 0


def test_a_draft_that_was_to_tell_an_adaptation_can_be_thrown_away(client: HubClient) -> None:
    draft = practice("draft")
    one = told(practice(), draft)
    operations.discard(draft.submitter, draft)  # type: ignore[arg-type]
    db.session.expire_all()
    assert db.session.get(Adaptation, one.id).retold_id is None  # type: ignore[union-attr]
