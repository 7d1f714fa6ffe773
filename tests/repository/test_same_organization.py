"""Whoever names an organization that the hub may know by another name is asked, once."""

from typing import Any

import pytest

from hub.auth.models import User
from hub.db import db
from hub.errors import Conflict, Forbidden
from hub.taxonomy.organizations.operations import tell_apart
from repository.models import Practice
from repository.operations.naming import keep_own, take_known
from repository.queries.organizations import questions
from tests.clients import HubClient
from tests.factories import practice, user

TYPED = "Internatoinal Organization for Migration"
KNOWN = "International Organization for Migration"


def draft(writer: User, *names: str, part: str = "partners") -> Practice:
    return practice("draft", submitter=writer, **{part: [{"name": name} for name in names]})


def asked(actor: User, made: Practice) -> list[tuple[str, str]]:
    return [(each.organization.name, each.name) for each in questions(actor, made)]


def answer(browser: HubClient, made: Practice, answered: str, name: str = KNOWN) -> Any:
    slug = questions(made.submitter, made)[0].organization.slug  # type: ignore[arg-type]
    sent = {"organization": slug, "name": name, answered: "1"}
    return browser.post(f"/practices/{made.slug}/organizations", data=sent, follow_redirects=True)


def test_a_misspelt_name_is_exchanged_with_a_click(client: HubClient) -> None:
    writer = user("focal_point")
    made, browser = draft(writer, TYPED, "Bridges"), client.as_(writer)
    page = browser.get(f"/practices/{made.slug}/status").text
    assert f"Partners: you wrote “<bdi>{TYPED}</bdi>”. Is this the same as “<bdi>{KNOWN}</bdi>”?" in page
    assert "The names differ only in the spelling of a word." in page
    after = answer(browser, made, "same").text
    assert f"“{TYPED}” is now “{KNOWN}”." in after
    db.session.expire_all()
    assert [each.name for each in made.partners] == [KNOWN, "Bridges"]
    assert asked(writer, made) == []
    assert "Is this the same as" not in browser.get(f"/practices/{made.slug}/status").text


def test_the_answer_that_they_differ_is_remembered(client: HubClient) -> None:
    writer = user("focal_point")
    made, browser = draft(writer, TYPED), client.as_(writer)
    assert "stays as you wrote it" in answer(browser, made, "different").text
    assert asked(writer, made) == []
    again = draft(writer, TYPED, part="donors")
    assert asked(writer, again) == []
    assert [each.name for each in again.donors] == [TYPED]
    page = client.as_(user("secretariat")).get("/organizations/duplicates").text
    assert "No two organizations look alike" in page, "nothing names the known one"
    practice(lead_organizations=[{"name": "IOM"}])
    page = client.as_(user("secretariat")).get("/organizations/duplicates").text
    assert "A writer says that they are different" in page


def test_what_the_secretariat_settled_is_not_asked_either(client: HubClient) -> None:
    writer = user("focal_point")
    known = practice(lead_organizations=[{"name": "Rivers International"}]).lead_organizations[0]
    made = draft(writer, "Rivers Internationel")
    assert asked(writer, made) == [("Rivers Internationel", "Rivers International")]
    tell_apart(user("secretariat"), known, made.partners[0])
    assert asked(writer, made) == []


def test_reasons_of_each_kind_are_asked(client: HubClient) -> None:
    practice(lead_organizations=[{"name": "International Rivers Organization"}, {"name": "Bridge of Hope"}])
    writer = user("focal_point")
    made = draft(writer, "IRO", "The Bridge of Hope e.V.", "UNHRC", "Streams")
    assert asked(writer, made) == [("IRO", "International Rivers Organization"),
                                   ("The Bridge of Hope e.V.", "Bridge of Hope")]  # fmt: skip


def test_false_friends_and_established_entries_are_not_asked(client: HubClient) -> None:
    practice(lead_organizations=[{"name": "Ministry of Labour of Nepal"}, {"name": "Rivers International"}],
             partners=[{"name": "Rivers Internationel"}])  # fmt: skip
    writer = user("focal_point")
    made = draft(writer, "Ministry of Labour of Mali", "Rivers Internationel", "IOM", "Government of Nepal")
    assert asked(writer, made) == []


def test_the_question_tells_nobody_of_organizations_that_only_a_draft_of_others_names(client: HubClient) -> None:
    draft(user("focal_point"), "Zuqbarel Foundation")
    writer = user("focal_point")
    made = draft(writer, "Zuqbarell Foundation")
    assert asked(writer, made) == []
    own = draft(writer, "Zuqbarel Fuondation")
    assert asked(writer, own) == [("Zuqbarel Fuondation", "Zuqbarell Foundation")], "one's own other draft"
    secretariat = user("secretariat")
    assert len(asked(secretariat, made)) == 1


def test_only_who_may_edit_is_asked_and_answers(client: HubClient) -> None:
    writer, stranger = user("focal_point"), user("focal_point")
    made = draft(writer, TYPED)
    assert asked(stranger, made) == []
    (question,) = questions(writer, made)
    slug = question.organization.slug
    for who in (None, stranger):
        sent = client.as_(who).post(f"/practices/{made.slug}/organizations",
                                    data={"organization": slug, "name": KNOWN, "same": "1"})  # fmt: skip
        assert sent.status_code in (401, 404)
    made.status = "under_review"
    db.session.commit()
    assert "Is this the same as" not in client.as_(writer).get(f"/practices/{made.slug}/status").text
    for deed in (take_known, keep_own):
        with pytest.raises(Forbidden):
            deed(writer, made, question.organization, KNOWN)


def test_an_answer_to_what_was_not_asked_changes_nothing(client: HubClient) -> None:
    writer = user("focal_point")
    made = draft(writer, TYPED, "Bridges")
    for name in ("Bridges", "Zuqbarel", "", "UNHCR"):
        with pytest.raises(Conflict):
            take_known(writer, made, made.partners[0], name)
    sent = answer(client.as_(writer), made, "same", name="Zuqbarel")
    assert sent.status_code == 409
    assert [each.name for each in made.partners] == [TYPED, "Bridges"]


def test_taking_an_entry_that_stands_there_already_names_it_once(client: HubClient) -> None:
    writer = user("focal_point")
    made = draft(writer, "IOM", TYPED)
    take_known(writer, made, made.partners[1], KNOWN)
    assert [each.name for each in made.partners] == [KNOWN]
