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
