"""Nobody decides on what somebody else has changed since they opened the page, and nothing that they typed is lost."""

import re
from typing import Any

import pytest

from hub.auth.models import User
from repository import operations
from repository.models import Practice
from repository.queries import updates
from tests.clients import HubClient
from tests.factories import practice, user

SEEN, NEW = "Zebrafinches were counted.", "Nobody has looked at these words."


@pytest.fixture
def secretariat(app: Any) -> User:
    return user("secretariat")


@pytest.fixture
def public(app: Any) -> Practice:
    return practice()


def form_with(page: str, part: str) -> dict[str, str]:
    """What a browser sends of the form in which this stands, before anything is typed."""
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if part in form)
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def ticked(page: str, part: str) -> dict[str, str]:
    """The same of a form whose box “I have read what it says now” is ticked: a browser sends the box first."""
    box = page.split('type="checkbox" name="version" value="')[1].split('"')[0]
    return form_with(page, part) | {"version": box}


def submit(made: Practice, summary: str) -> None:
    """The authors submit an update; one that the secretariat has, they take back before."""
    assert made.submitter
    if found := updates.open_update(made):
        operations.step_update(made.submitter, found, "writing")
    update = operations.write_update(made.submitter, made, {"summary": summary, "note": "Counted again."})
    operations.step_update(made.submitter, update, "submitted")


@pytest.mark.parametrize(("step", "comment"), [("accepted", ""), ("returned", "Which birds?")])
def test_an_update_that_its_authors_have_changed_meanwhile_is_not_decided_on(
    client: HubClient, secretariat: User, public: Practice, step: str, comment: str
) -> None:
    desk, path = client.as_(secretariat), f"/practices/{public.slug}/update"
    submit(public, SEEN)
    sent = form_with(desk.get(path).text, f'value="{step}"') | {"comment": comment}
    submit(public, NEW)
    late = desk.post(f"{path}/transitions", data=sent)
    assert late.status_code == 409
    assert "changed this update since you opened the page" in late.text
    assert NEW.split()[0] in late.text and comment in late.text
    assert late.text.index("<h2>What is new</h2>") < late.text.index(f'value="{step}"'), "one reads, then decides"
    found = updates.open_update(public)
    assert found and found.status == "submitted"
    assert desk.post(f"{path}/transitions", data=form_with(late.text, f'value="{step}"') | {"comment": "Now."}).location
    assert found.status == step


def test_a_comment_that_is_asked_for_once_more_makes_nothing_seen(
    client: HubClient, secretariat: User, public: Practice
) -> None:
    desk, path = client.as_(secretariat), f"/practices/{public.slug}/update"
    submit(public, SEEN)
    sent = form_with(desk.get(path).text, 'value="returned"')
    submit(public, NEW)
    asked = desk.post(f"{path}/transitions", data=sent | {"comment": " "})
    assert asked.status_code == 422
    again = form_with(asked.text, 'value="returned"') | {"comment": "Which birds?"}
    assert desk.post(f"{path}/transitions", data=again).status_code == 409


def test_what_was_typed_stays_where_the_step_is_gone(client: HubClient, secretariat: User, public: Practice) -> None:
    desk, path = client.as_(secretariat), f"/practices/{public.slug}/update"
    submit(public, SEEN)
    sent = form_with(desk.get(path).text, 'value="returned"') | {"comment": "Which birds?"}
    found = updates.open_update(public)
    assert found and public.submitter
    operations.step_update(public.submitter, found, "writing")
    late = desk.post(f"{path}/transitions", data=sent)
    assert late.status_code == 409 and "Which birds?" in late.text


def test_a_request_for_withdrawal_whose_reason_has_changed_meanwhile_is_not_refused(
    client: HubClient, secretariat: User, public: Practice
) -> None:
    assert public.submitter
    desk, path = client.as_(secretariat), f"/practices/{public.slug}/withdrawal"
    operations.ask_withdrawal(public.submitter, public, "It is old.")
    sent = form_with(desk.get(path).text, "/refuse") | {"comment": "Others still read it."}
    operations.ask_withdrawal(public.submitter, public, "It names people who are in danger.")
    late = desk.post(f"{path}/refuse", data=sent)
    assert late.status_code == 409
    assert "in danger" in late.text and "Others still read it." in late.text
    assert public.withdrawal == "It names people who are in danger."
    again = form_with(late.text, "/refuse")
    assert desk.post(f"{path}/refuse", data=again | {"comment": " "}).status_code == 422
    assert desk.post(f"{path}/refuse", data=again | {"comment": "We took the names out."}).status_code == 302
    assert public.withdrawal is None


def test_a_reason_that_is_asked_for_once_more_makes_no_request_seen(
    client: HubClient, secretariat: User, public: Practice
) -> None:
    assert public.submitter
    desk, path = client.as_(secretariat), f"/practices/{public.slug}/withdrawal"
    operations.ask_withdrawal(public.submitter, public, "It is old.")
    sent = form_with(desk.get(path).text, "/refuse") | {"comment": " "}
    operations.ask_withdrawal(public.submitter, public, "It names people who are in danger.")
    asked = desk.post(f"{path}/refuse", data=sent)
    assert asked.status_code == 422
    again = form_with(asked.text, "/refuse") | {"comment": "Others still read it."}
    assert desk.post(f"{path}/refuse", data=again).status_code == 409
    assert public.withdrawal


def test_what_was_typed_stays_where_the_request_is_taken_back(
    client: HubClient, secretariat: User, public: Practice
) -> None:
    assert public.submitter
    desk, path = client.as_(secretariat), f"/practices/{public.slug}/withdrawal"
    operations.ask_withdrawal(public.submitter, public, "It is old.")
    sent = form_with(desk.get(path).text, "/refuse") | {"comment": "Others still read it."}
    operations.drop_withdrawal(public.submitter, public)
    late = desk.post(f"{path}/refuse", data=sent)
    assert late.status_code == 409 and "Others still read it." in late.text


COMMENT = "Shorter, please, and say who paid."


def test_after_a_lost_race_one_reads_what_others_wrote_before_the_step_is_taken(
    client: HubClient, secretariat: User
) -> None:
    made = practice("under_review")
    desk, path = client.as_(secretariat), f"/practices/{made.slug}"
    sent = {"to": "declined", "comment": COMMENT, "version": str(made.version)}
    operations.edit(user("secretariat"), made, {"summary": NEW})
    late = desk.post(f"{path}/transitions", data=sent)
    assert late.status_code == 409
    assert COMMENT in late.text and "Summary" in late.text and NEW in late.text
    assert f'href="{path}"' in late.text
    form = form_with(late.text, 'value="declined"') | {"comment": COMMENT}
    assert desk.post(f"{path}/transitions", data=form).status_code == 409, "who does not say so has not read it"
    assert made.status == "under_review"
    operations.edit(user("secretariat"), made, {"summary": "And changed once more."})
    again = desk.post(f"{path}/transitions", data=form | ticked(late.text, 'value="declined"'))
    assert again.status_code == 409 and "And changed once more." in again.text and NEW not in again.text
    last = form_with(again.text, 'value="declined"') | ticked(again.text, 'value="declined"')
    assert desk.post(f"{path}/transitions", data=last | {"comment": COMMENT}).status_code == 302
    assert made.status == "declined"


def test_a_step_that_lacks_something_makes_nothing_seen(client: HubClient, secretariat: User) -> None:
    made = practice("under_review")
    desk, path = client.as_(secretariat), f"/practices/{made.slug}"
    sent = {"to": "declined", "comment": " ", "version": str(made.version)}
    operations.edit(user("secretariat"), made, {"summary": NEW})
    asked = desk.post(f"{path}/transitions", data=sent)
    assert asked.status_code == 422
    again = form_with(asked.text, 'value="declined"') | {"comment": COMMENT}
    assert desk.post(f"{path}/transitions", data=again).status_code == 409


def test_a_decision_with_a_letter_is_not_sent_unread_after_a_lost_race(client: HubClient, secretariat: User) -> None:
    made = practice("under_review")
    desk, path = client.as_(secretariat), f"/practices/{made.slug}/decisions/decline"
    typed = {"comment": COMMENT, "letter": ""}
    sent = form_with(desk.get(path).text, "compose") | typed
    operations.edit(user("secretariat"), made, {"summary": NEW})
    composed = desk.post(path, data=sent | {"compose": "1"})
    assert composed.status_code == 200
    typed["letter"] = "Dear authors"
    late = desk.post(path, data=form_with(composed.text, "compose") | typed)
    assert late.status_code == 409, "composing the letter is not reading the practice"
    assert COMMENT in late.text and NEW in late.text
    assert desk.post(path, data=form_with(late.text, "compose") | typed).status_code == 409
    assert desk.post(path, data=ticked(late.text, "compose") | typed).status_code == 302
    assert made.status == "declined"


def test_where_a_colleague_has_decided_already_nothing_that_was_typed_is_lost(
    client: HubClient, secretariat: User
) -> None:
    made = practice("under_review")
    desk, path = client.as_(secretariat), f"/practices/{made.slug}"
    operations.move(user("secretariat"), made, "declined", "No.")
    late = desk.post(f"{path}/transitions", data={"to": "changes_requested", "comment": COMMENT})
    assert late.status_code == 409 and COMMENT in late.text and "<textarea" not in late.text
    typed = {"points-0-text": "Say who paid.", "points-0-field": "", "comment": COMMENT, "letter": "Dear authors"}
    late = desk.post(f"{path}/decisions/ask_for_changes", data=typed)
    assert late.status_code == 409
    assert [words in late.text for words in ("Say who paid.", COMMENT, "Dear authors")] == [True] * 3
    assert desk.get(f"{path}/decisions/ask_for_changes").status_code == 409


def test_whoever_archives_reads_what_the_authors_ask_for_now(
    client: HubClient, secretariat: User, public: Practice
) -> None:
    assert public.submitter
    desk, path = client.as_(secretariat), f"/practices/{public.slug}"
    operations.ask_withdrawal(public.submitter, public, "It is old.")
    sent = form_with(desk.get(f"{path}/withdrawal").text, 'value="archived"') | {"comment": "It is old."}
    operations.ask_withdrawal(public.submitter, public, "It names people who are in danger.")
    assert "in danger" in desk.post(f"{path}/transitions", data=sent).text
    operations.drop_withdrawal(public.submitter, public)
    late = desk.post(f"{path}/transitions", data=sent)
    assert late.status_code == 409 and "Nobody asks for the withdrawal" in late.text
