"""Co-authors are invited by mail, accept, write, leave; a submission is handed over."""

import re
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask

from hub import audit, clock
from hub.audit import AuditEntry
from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.errors import Forbidden, Invalid, NotFound
from repository import operations
from repository.models import Practice, PracticeAuthor
from repository.operations.authors import MOST
from repository.operations.reviewing import obstacle_to
from repository.operations.reviewing.letters import refuse_reviewers_names
from tests import factories
from tests.clients import HubClient
from tests.discussions.test_races import at_once
from tests.factories import review

TITLE = "Zanzibarquokka in the title"


def user(role: str = "member", **special: Any) -> User:
    """Somebody with a password: nobody else gets mail about news."""
    return factories.user(role, **{"password_hash": "x"} | special)


def practice(status: str, **special: Any) -> Practice:
    """A practice of such a person."""
    return factories.practice(status, **{"submitter": user()} | special)


def invite(client: HubClient, made: Practice, email: str) -> Any:
    assert made.submitter
    return client.as_(made.submitter).post(f"/practices/{made.slug}/authors", data={"email": email})


def link_for(mails: Any, email: str) -> str:
    mail = [mail for mail in mails() if mail["To"] == email][-1]
    found = re.search(r"http://localhost(/practices/invitations/\S+)", mail.get_content())
    assert found
    return found[1]


def join(client: HubClient, made: Practice, person: User, mails: Any) -> HubClient:
    """Invite somebody and have them accept; their browser."""
    invite(client, made, person.email)
    browser = client.as_(person)
    assert browser.post(link_for(mails, person.email)).status_code == 302
    return browser


def authors() -> list[PracticeAuthor]:
    db.session.rollback()
    return db.session.query(PracticeAuthor).order_by(PracticeAuthor.id).all()


def author_id() -> int:
    return authors()[-1].id


def test_a_person_is_invited_accepts_and_writes(client: HubClient, mails: Any) -> None:
    made, person = practice("draft", title=TITLE), user()
    page = f"/practices/{made.slug}"
    assert invite(client, made, person.email.upper()).status_code == 302
    browser = client.as_(person)
    assert browser.get(page).status_code == 404
    link = link_for(mails, person.email)
    assert TITLE in browser.get(link).text
    assert browser.get(page).status_code == 404, "opening the link opens the title alone"
    assert browser.post(link).location.endswith("/status")
    assert browser.post(f"{page}/edit", data={"summary": "Ours"}).status_code == 302
    assert made.submitter
    assert "Ours" in client.as_(made.submitter).get(page).text
    assert browser.post(f"{page}/transitions", data={"to": "submitted"}).status_code == 302
    assert any(person.name in mail["Subject"] for mail in mails() if mail["To"] == made.submitter.email)


def test_the_title_shows_nowhere_before_the_link_is_opened(client: HubClient, mails: Any) -> None:
    made, person = practice("draft", title=TITLE), user()
    invite(client, made, person.email)
    assert not any(TITLE in str(mail) for mail in mails() if mail["To"] == person.email)
    inbox = client.as_(person).get("/inbox").text
    assert TITLE not in inbox and made.submitter and made.submitter.name in inbox
    token = re.findall(r'href="(/practices/invitations/[^"]+)"', inbox)
    assert TITLE in client.as_(person).get(token[0]).text
    assert "invitations" not in client.as_(user()).get("/inbox").text


def test_the_link_binds_to_whoever_is_signed_in_and_works_once(client: HubClient, mails: Any) -> None:
    made, person = practice("draft"), user()
    invite(client, made, "ministry@example.org")
    link = link_for(mails, "ministry@example.org")
    assert client.get(link).location.startswith("/login?next=/practices/invitations/")
    assert client.post(link).status_code == 401
    assert client.as_(person).post(link).status_code == 302
    assert client.as_(user()).get(link).status_code == client.as_(user()).post(link).status_code == 410
    assert authors()[0].user == person


def test_whoever_declines_is_told_on_and_may_be_invited_again(client: HubClient, mails: Any) -> None:
    made, person = practice("draft"), user()
    invite(client, made, person.email)
    link = link_for(mails, person.email)
    assert client.as_(person).post(f"{link}/decline").status_code == 302
    assert authors() == []
    assert made.submitter
    told = [str(mail) for mail in mails() if mail["To"] == made.submitter.email]
    assert "declined" in told[-1] and person.name not in told[-1]
    assert client.as_(person).get(link).status_code == 410
    join(client, made, person, mails)
    assert len(authors()) == 1


def test_a_new_invitation_ends_the_links_of_the_one_before(client: HubClient, mails: Any) -> None:
    made, person = practice("draft"), user()
    invite(client, made, person.email)
    first = link_for(mails, person.email)
    invite(client, made, person.email)
    assert client.as_(person).get(first).status_code == 410
    assert client.as_(person).get(link_for(mails, person.email)).status_code == 200
    assert len(authors()) == 1


def test_an_invitation_ends_after_thirty_days(client: HubClient, mails: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made, person = practice("draft"), user()
    invite(client, made, person.email)
    link, later = link_for(mails, person.email), clock.now() + timedelta(days=30, minutes=1)
    browser = client.as_(person)
    monkeypatch.setattr(clock, "now", lambda: later)
    late = client.as_(person)
    assert late.get(link).status_code == late.post(link).status_code == 410
    assert "invitations/" not in late.get("/inbox").text
    assert browser is not late


def test_a_withdrawn_invitation_leads_nowhere(client: HubClient, mails: Any) -> None:
    made, person = practice("draft"), user()
    invite(client, made, person.email)
    link = link_for(mails, person.email)
    assert made.submitter
    assert client.as_(made.submitter).post(f"/practices/{made.slug}/authors/{author_id()}/remove").status_code == 302
    assert client.as_(person).get(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "WzEsIm5vIl0.aaaa", "é", "a" * 2000])
def test_an_invented_link_leads_nowhere(client: HubClient, token: str) -> None:
    for answer in (
        client.as_(user()).get(f"/practices/invitations/{token}"),
        client.as_(user()).post(f"/practices/invitations/{token}"),
        client.as_(user()).post(f"/practices/invitations/{token}/decline"),
    ):
        assert answer.status_code == 410
        assert "no longer open" in answer.text


def test_only_the_submitter_invites_and_removes(client: HubClient, mails: Any) -> None:
    made = practice("draft")
    together = user()
    browser = join(client, made, together, mails)
    others = {"co-author": browser, "secretariat": client.as_(user("secretariat")), "member": client.as_(user())}
    for name, who in others.items():
        page = f"/practices/{made.slug}"
        expected = 404 if name == "member" else 403
        assert who.post(f"{page}/authors", data={"email": "x@example.org"}).status_code == expected, name
        assert who.post(f"{page}/authors/{author_id()}/remove").status_code == expected, name
    assert len(authors()) == 1


def test_whoever_is_removed_sees_nothing_any_more_and_is_told(client: HubClient, mails: Any) -> None:
    made, person = practice("draft", title=TITLE), user()
    browser = join(client, made, person, mails)
    assert made.submitter
    owner = client.as_(made.submitter)
    assert owner.post(f"/practices/{made.slug}/authors/{author_id()}/remove").status_code == 302
    assert browser.get(f"/practices/{made.slug}").status_code == 404
    assert TITLE not in browser.get("/practices/mine").text
    assert [mail for mail in mails() if mail["To"] == person.email][-1]["Subject"].startswith("You no longer write")


def test_a_co_author_leaves_and_the_submitter_cannot(client: HubClient, mails: Any) -> None:
    made, person = practice("draft"), user()
    browser = join(client, made, person, mails)
    assert made.submitter
    assert client.as_(made.submitter).post(f"/practices/{made.slug}/leave").status_code == 409
    assert browser.post(f"/practices/{made.slug}/leave").status_code == 302
    assert browser.get(f"/practices/{made.slug}").status_code == 404
    assert f"{person.name} no longer writes" in [m["Subject"] for m in mails() if m["To"] == made.submitter.email][-1]


def test_the_submission_is_handed_over_and_back(client: HubClient, mails: Any) -> None:
    made, person = practice("draft"), user()
    first, page = made.submitter, f"/practices/{made.slug}"
    assert first
    second = join(client, made, person, mails)
    owner = client.as_(first)
    assert second.post(f"{page}/authors/{author_id()}/hand-over").status_code == 403
    assert owner.post(f"{page}/authors/{author_id()}/hand-over").status_code == 302
    assert owner.post(f"{page}/discard").status_code == 403
    assert owner.post(f"{page}/edit", data={"summary": "Still mine, too"}).status_code == 302
    assert [m["Subject"] for m in mails() if m["To"] == person.email][-1].startswith("Handed over to you")
    assert second.post(f"{page}/authors/{author_id()}/hand-over").status_code == 302
    assert (made.submitter, [author.user for author in authors()]) == (first, [person])


def test_the_secretariat_hands_over_where_the_submitter_has_gone(client: HubClient, mails: Any) -> None:
    made, person = practice("under_review"), user()
    first = made.submitter
    assert first
    join(client, made, person, mails)
    desk = client.as_(user("secretariat"))
    assert desk.post(f"/practices/{made.slug}/authors/{author_id()}/hand-over").status_code == 302
    assert authors()[0].practice.submitter == person
    assert [m["Subject"] for m in mails() if m["To"] == first.email][-1].startswith("Handed over to a co-author")


def test_nobody_is_handed_a_practice_who_has_not_accepted(client: HubClient) -> None:
    made = practice("draft")
    invite(client, made, "ministry@example.org")
    assert made.submitter
    owner = client.as_(made.submitter)
    assert owner.post(f"/practices/{made.slug}/authors/{author_id()}/hand-over").status_code == 404
    assert owner.post(f"/practices/{made.slug}/authors/999/remove").status_code == 404


def test_decisions_are_told_to_all_who_write(client: HubClient, mails: Any) -> None:
    made, person = practice("submitted"), user()
    join(client, made, person, mails)
    client.as_(user("secretariat")).post(f"/practices/{made.slug}/transitions", data={"to": "screening"})
    assert made.submitter
    told = [mail["To"] for mail in mails() if mail["Subject"].startswith("In screening")]
    assert sorted(told) == sorted([made.submitter.email, person.email])


def test_addresses_are_shown_to_the_submitter_alone(client: HubClient, mails: Any) -> None:
    made, person = practice("draft"), user()
    browser = join(client, made, person, mails)
    invite(client, made, "canary-address@example.org")
    assert made.submitter
    page = f"/practices/{made.slug}"
    assert "canary-address" in client.as_(made.submitter).get(f"{page}/status").text
    for who in (browser, client.as_(user("secretariat"))):
        for path in ("", "/status", "/edit/what", "/preview", "/desk"):
            shown = who.get(f"{page}{path}").text
            assert "canary-address" not in shown and made.submitter.email not in shown and person.email not in shown
    assert person.email not in client.as_(made.submitter).get(f"{page}/status").text, "whoever accepts goes by name"
    deeds = db.session.query(AuditEntry).filter(AuditEntry.action.like("practice.%author")).all()
    assert deeds and not any("@" in str(entry.data) for entry in deeds)


def test_who_writes_or_reviews_a_practice_cannot_accept(client: HubClient, mails: Any) -> None:
    made = practice("under_review")
    judge = review(made, "declared").reviewer
    invite(client, made, "somebody@example.org")
    link = link_for(mails, "somebody@example.org")
    assert made.submitter
    for person in (judge, made.submitter):
        assert client.as_(person).post(link).status_code == 409
    assert authors()[0].user is None


@pytest.mark.parametrize(
    ("status", "state", "has_read", "may"),
    [
        ("under_review", "declined", False, True),
        ("under_review", "expired", False, True),
        ("under_review", "conflicted", True, True),
        ("changes_requested", "invited", False, True),
        ("under_review", "invited", False, False),
        ("submitted", "planned", False, False),
        ("under_review", "declined", True, False),
        ("changes_requested", "declared", True, False),
        ("published", "submitted", True, False),
    ],
)
def test_who_has_read_or_is_still_to_review_a_practice_cannot_write_it_and_others_can(
    client: HubClient, mails: Any, status: str, state: str, has_read: bool, may: bool
) -> None:
    made = practice(status)
    asked = review(made, state)
    if has_read:
        with transaction():
            audit.record(asked.reviewer, "review.declare", asked, state="declared")
    invite(client, made, "somebody@example.org")
    link = link_for(mails, "somebody@example.org")
    assert client.as_(asked.reviewer).post(link).status_code == (302 if may else 409)
    assert (authors()[0].user == asked.reviewer) == may
    if may:
        assert obstacle_to(made, asked.reviewer)


def test_a_co_author_who_once_refused_to_review_may_be_named_to_the_authors(client: HubClient, mails: Any) -> None:
    made = practice("under_review")
    person = review(made, "declined", reviewer=user("reviewer", name="Amina Nameworthy")).reviewer
    texts = {"comment": "Amina Nameworthy has sent us the figures."}
    with pytest.raises(Invalid):
        refuse_reviewers_names(made, texts)
    join(client, made, person, mails)
    db.session.refresh(made)
    refuse_reviewers_names(made, texts)


@pytest.mark.parametrize("email", ["", "nobody", "a@example.org\r\nBcc: b@example.org", f"{'a' * 250}@example.org"])
def test_what_is_no_address_is_not_invited(client: HubClient, email: str, mails: Any) -> None:
    assert invite(client, practice("draft"), email).status_code == 302
    assert authors() == [] and mails() == []


def test_there_are_limits(client: HubClient, limits_on: None) -> None:
    made = practice("draft")
    assert made.submitter
    owner, path = client.as_(made.submitter), f"/practices/{made.slug}/authors"
    same = [owner.post(path, data={"email": "one@example.org"}).status_code for _n in range(6)]
    assert same == [302] * 5 + [429]


def test_programs_and_forms_share_the_limit_of_mails_to_one_address(client: HubClient, limits_on: None) -> None:
    made = practice("draft")
    assert made.submitter
    owner, path = client.as_(made.submitter), f"/practices/{made.slug}/authors"
    program = client.api(create_token(made.submitter, label="test", scope="write"))
    for _n in range(2):
        assert owner.post(path, data={"email": "one@example.org"}).status_code == 302
    same = [program.post(path, json={"email": " One@exam\u0001ple.org"}).status_code for _n in range(4)]
    assert same == [201] * 3 + [429]
    assert program.post(path, json={"email": "two@example.org"}).status_code == 201
    assert owner.post(path, data={"email": "one@example.org"}).status_code == 429


@pytest.mark.parametrize(
    "sent", ["[" * 20_000, "[]", "{", '{"email": {"a": 1}}', '{"email": 5}', "null", '{"email": "\\ud800@example.org"}']
)
def test_what_programs_send_instead_of_an_address_is_refused(client: HubClient, limits_on: None, sent: str) -> None:
    made = practice("draft")
    program = client.api(create_token(made.submitter, label="test", scope="write"))
    answer = program.post(f"/practices/{made.slug}/authors", data=sent, content_type="application/json")
    assert answer.status_code in (400, 422)


def test_a_practice_has_so_many_co_authors_and_not_more(client: HubClient) -> None:
    made = practice("draft")
    assert made.submitter
    owner, path = client.as_(made.submitter), f"/practices/{made.slug}/authors"
    for number in range(MOST):
        owner.post(path, data={"email": f"one{number}@example.org"})
    told = owner.post(path, data={"email": "more@example.org"}, follow_redirects=True).text
    assert len(authors()) == MOST and "at most 20 co-authors" in told


@pytest.mark.parametrize("name", ["Win at www.example.net/prize", "Win at example.net", "EXAMPLE.NET", "Ex。example"])
def test_a_name_that_leads_elsewhere_stands_in_no_mail(client: HubClient, mails: Any, name: str) -> None:
    made = practice("draft", submitter=user(name=name))
    invite(client, made, "ministry@example.org")
    assert name.split()[-1] not in mails()[-1]["Subject"] + mails()[-1].get_content()


@pytest.mark.parametrize("name", ["J. R. Okello", "Dr. Amina Said", "J.R. Okello", "Ana Mª. Ruiz, Ph.D."])
def test_a_name_with_dots_stands_in_the_mail(client: HubClient, mails: Any, name: str) -> None:
    made = practice("draft", submitter=user(name=name))
    invite(client, made, "ministry@example.org")
    assert name in mails()[-1]["Subject"]


def test_programs_of_the_submitter_invite_and_all_who_write_see_who_writes(client: HubClient, mails: Any) -> None:
    made, person = practice("draft"), user()
    assert made.submitter
    address = f"/practices/{made.slug}/authors"
    owner, other, stranger = (
        client.api(create_token(who, label="test", scope="write")) for who in (made.submitter, person, user())
    )
    assert owner.post(address, json={"email": "x"}).status_code == 422
    assert owner.post(address, json={"email": person.email}).json == {
        "name": None, "state": "invited", "email": person.email,
    }  # fmt: skip
    client.as_(person).post(link_for(mails, person.email))
    owner.post(address, json={"email": "canary-address@example.org"})
    assert [one["state"] for one in owner.get(address).json["items"]] == ["writing", "invited"]
    assert owner.get(address).json["items"][1]["email"] == "canary-address@example.org"
    assert other.get(address).json["items"] == [{"name": person.name, "state": "writing"}]
    assert other.post(address, json={"email": "y@example.org"}).status_code == 403
    assert (
        stranger.get(address).status_code == stranger.post(address, json={"email": "y@example.org"}).status_code == 404
    )


@pytest.mark.parametrize("other", ["leave", "remove", "hand over"])
def test_of_two_who_end_a_part_in_writing_at_once_one_does(app: Flask, other: str) -> None:
    made = practice("draft")
    person = factories.author(made)
    ids = {"practice": made.id, "submitter": made.submitter_id, "person": person.id, "desk": user("secretariat").id}
    row = authors()[0].id

    def deed(who: str, act: Callable[[User, Practice], Any]) -> Callable[[], str]:
        def job() -> str:
            actor, found = db.session.get_one(User, ids[who]), db.session.get_one(Practice, ids["practice"])
            assert [author.id for author in found.authors] == [row]
            both_look.wait()
            try:
                act(actor, found)
            except (Forbidden, NotFound) as refusal:
                return type(refusal).__name__
            return "done"

        return job

    both_look = Barrier(2)
    second = {
        "leave": deed("person", operations.leave),
        "remove": deed("submitter", lambda actor, found: operations.remove_author(actor, found, row)),
        "hand over": deed("desk", lambda actor, found: operations.hand_over(actor, found, row)),
    }
    first = deed("submitter", lambda actor, found: operations.remove_author(actor, found, row))
    results = at_once(app, [first, second[other]])
    assert sorted(results)[1] == "done" and sorted(results)[0] in ("Forbidden", "NotFound")
    assert row not in [author.id for author in authors()]


def test_a_draft_on_which_others_write_is_not_thrown_away(client: HubClient) -> None:
    made = practice("draft", summary=TITLE)
    person, path = factories.author(made), f"/practices/{made.slug}"
    browser = client.as_(made.submitter)
    page = browser.get(f"{path}/status").text
    assert "/discard" not in page
    assert f"while others write it, too: {person.name}" in page
    late = browser.post(f"{path}/discard")
    assert (late.status_code, person.name in late.text) == (409, True)
    assert TITLE in client.as_(person).get(f"{path}/preview").text
    assert client.as_(person).post(f"{path}/leave").status_code == 302
    assert f"{path}/discard" in browser.get(f"{path}/status").text
    assert browser.post(f"{path}/discard").status_code == 302
    assert browser.get(f"{path}/status").status_code == 404


def test_an_invitation_without_an_answer_keeps_no_draft_from_being_thrown_away(client: HubClient) -> None:
    made = practice("draft")
    factories.author(made, accepted=False)
    assert client.as_(made.submitter).post(f"/practices/{made.slug}/discard").status_code == 302
