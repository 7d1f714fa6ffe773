"""Tags that the assistant suggests for a practice: shown with their words, taken by a click, never unasked."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from hub.audit import history
from hub.auth.operations import create_token
from repository.models import Practice
from repository.operations import edit
from repository.workflow import STATES
from tests.clients import HubClient
from tests.factories import practice, user

pytestmark = pytest.mark.one_database

CANARY = "zibelkrop"
TEXT = (
    "Boats of the coast guard rescued four hundred people in distress at sea. Search and rescue teams of two countries "
    "work together, and volunteers give first aid. Forensic doctors help families to find missing migrants, and every "
    "body that is found gets a name and a grave."
)
WITH_CANARY = (
    f"Families receive remittances from abroad and pay less for it than before, since {CANARY} became known in the "
    f"villages. Whoever uses {CANARY} for a money transfer saves a day of travel, and spends it on the field or with "
    "the children. The elders say that nothing has changed as much in a single year."
)
EMPTY: dict[str, list[str]] = {"objectives_primary": [], "objectives_secondary": [], "principles": [], "sdgs": []}


def draft(**special: Any) -> Practice:
    """A draft with a text and no tags."""
    return practice("draft", **{**EMPTY, "title": "Help for people in distress", "summary": TEXT, **special})


def tags(of: Practice) -> tuple[tuple[str, ...], ...]:
    return of.objectives_primary, of.objectives_secondary, of.principles, of.sdgs


@pytest.fixture(autouse=True)
def no_file(app: Flask) -> Any:
    """Nothing is left of another test."""
    yield
    (Path(app.config["HUB_DATA_DIR"]) / "assistant.json").unlink(missing_ok=True)


def test_the_form_shows_what_the_text_speaks_of_with_its_words_and_changes_nothing(client: HubClient) -> None:
    mine = draft()
    version = mine.version
    page = client.as_(mine.submitter).get(f"/practices/{mine.slug}/edit/contributes").text
    block = page[page.index('id="suggested"') :]
    assert "8 Save lives" in block
    assert '<q class="word" dir="auto" lang="en">Search and rescue</q>' in block
    assert 'name="objectives_primary" value="8"' in block
    assert tags(mine) == ((), (), (), ())
    assert mine.version == version


def test_what_is_ticked_is_added_and_recorded(client: HubClient) -> None:
    mine = draft(objectives_primary=["1"], sdgs=["17"])
    mine_now = client.as_(mine.submitter)
    answer = mine_now.post(
        f"/practices/{mine.slug}/suggested-tags",
        data={
            "version": mine.version,
            "objectives_primary": ["8"],
            "principles": ["human-rights"],
            "sdgs": ["3", "16"],
        },
    )
    assert answer.status_code == 302
    assert tags(mine) == (("1", "8"), (), ("human-rights",), ("17", "3", "16"))
    assert "4 tags are added" in mine_now.get(answer.location).text
    edits = [entry for entry in history(mine) if entry.action == "practice.edit"]
    assert edits[-1].data["fields"] == ["objectives_primary", "principles", "sdgs"]


def test_what_is_chosen_already_is_neither_shown_nor_added_twice(client: HubClient) -> None:
    mine = draft(objectives_primary=["8"], objectives_secondary=["7"])
    mine_now = client.as_(mine.submitter)
    page = mine_now.get(f"/practices/{mine.slug}/suggested-tags").text
    assert 'name="objectives_primary" value="8"' not in page
    sent = {"objectives_primary": ["8", "7", "14"], "objectives_secondary": ["8", "14", "23"]}
    mine_now.post(f"/practices/{mine.slug}/suggested-tags", data={**sent})
    assert tags(mine)[:2] == (("8", "14"), ("7", "23"))


def test_nothing_ticked_is_nothing_added_and_said(client: HubClient) -> None:
    mine = draft()
    mine_now = client.as_(mine.submitter)
    answer = mine_now.post(f"/practices/{mine.slug}/suggested-tags", data={})
    assert "Nothing was ticked" in mine_now.get(answer.location).text
    assert tags(mine) == ((), (), (), ())


def test_a_code_that_does_not_exist_is_refused_with_the_name_of_the_field(client: HubClient) -> None:
    mine = draft()
    sent = {"objectives_primary": ["24"], "principles": ["human-rights"]}
    answer = client.as_(mine.submitter).post(f"/practices/{mine.slug}/suggested-tags", data=sent)
    assert answer.status_code == 422
    assert "24 is not one of the choices" in answer.text
    assert tags(mine) == ((), (), (), ())


def test_what_others_have_chosen_meanwhile_stays(client: HubClient) -> None:
    mine = draft()
    mine_now = client.as_(mine.submitter)
    mine_now.get(f"/practices/{mine.slug}/edit/contributes")
    edit(user("secretariat"), mine, {"sdgs": ["17"], "objectives_primary": ["16"]})
    mine_now.post(f"/practices/{mine.slug}/suggested-tags", data={"sdgs": ["3"], "objectives_secondary": ["16", "8"]})
    assert tags(mine) == (("16",), ("8",), (), ("17", "3"))


@pytest.mark.parametrize(
    ("special", "said"),
    [
        ({"summary": "Too short."}, "too little text"),
        ({"language": "pt"}, "The suggestions read Arabic"),
        ({"title": "On this and that", "summary": "Lorem ipsum dolor. " * 20}, "Nothing stands out"),
    ],
)
def test_where_nothing_can_be_suggested_the_form_says_why(
    client: HubClient, special: dict[str, Any], said: str
) -> None:
    mine = draft(**special)
    page = client.as_(mine.submitter).get(f"/practices/{mine.slug}/edit/contributes")
    assert page.status_code == 200
    assert said in page.text


def test_a_new_practice_has_a_form_without_suggestions(client: HubClient) -> None:
    assert 'id="suggested"' not in client.as_(user()).get("/practices/new").text


def test_a_text_of_any_kind_gets_a_form(client: HubClient) -> None:
    for text in (
        "\u0301" * 200,
        "<script>alert('search and rescue')</script> " * 40,
        "移民\n\n*النص*\n" * 60,
        "\u202eabc " * 99,
    ):
        mine = draft(summary=text)
        page = client.as_(mine.submitter).get(f"/practices/{mine.slug}/edit/contributes")
        assert page.status_code == 200
        assert "<script>alert" not in page.text


OTHERS = {"guest": 404, "member": 404, "reviewer": 404}


@pytest.mark.parametrize("role", [*OTHERS, "submitter", "secretariat"])
def test_only_those_who_may_edit_see_and_take_suggestions(client: HubClient, role: str) -> None:
    mine = draft()
    people = {"guest": None, "submitter": mine.submitter}
    person = people[role] if role in people else user(role)
    browser, address = client.as_(person), f"/practices/{mine.slug}/suggested-tags"
    seen, sent = browser.get(address), browser.post(address, data={"sdgs": ["3"]})
    token = create_token(person, label="test", scope="read") if person else ""
    told = client.api(token).get(address)
    if role in OTHERS:
        refused = {302, 401} if role == "guest" else {404}
        assert {seen.status_code, sent.status_code} <= refused
        assert told.status_code == (401 if role == "guest" else 404)
        assert mine.sdgs == ()
    else:
        assert (seen.status_code, sent.status_code, told.status_code) == (200, 302, 200)
        assert mine.sdgs == ("3",)


@pytest.mark.parametrize("status", STATES)
def test_a_submitter_gets_suggestions_as_long_as_the_practice_is_theirs_to_edit(client: HubClient, status: str) -> None:
    mine = practice(status, title="Help for people in distress", summary=TEXT)
    browser, address = client.as_(mine.submitter), f"/practices/{mine.slug}/suggested-tags"
    token = create_token(mine.submitter, label="test", scope="read")
    before, version = tags(mine), mine.version
    theirs = status in ("draft", "changes_requested")
    assert browser.get(address).status_code == (200 if theirs else 409)
    assert client.api(token).get(address).status_code == (200 if theirs else 403)
    sent = browser.post(address, data={"sdgs": ["3"]})
    assert sent.status_code == (302 if theirs else 409)
    assert (tags(mine) == before and mine.version == version) is not theirs


def test_the_api_gives_the_same_suggestions(client: HubClient) -> None:
    mine = draft()
    token = create_token(mine.submitter, label="test", scope="read")
    told = client.api(token).get(f"/practices/{mine.slug}/suggested-tags").json
    first = told["objectives"][0]
    assert (first["code"], first["strength"]) == ("8", "strong")
    assert "Search and rescue" in first["words"]
    assert told["note"] is None


def test_the_desk_checks_the_tags_against_the_text(client: HubClient) -> None:
    theirs = practice("submitted", title="Help for people", summary=TEXT, objectives_primary=["20"], sdgs=["3"])
    page = client.as_(user("secretariat")).get(f"/practices/{theirs.slug}/desk").text
    block = page[page.index('id="tags"') :]
    missing, _, unsupported = block.partition("Chosen, but no word of the text speaks for it")
    assert "<b>8</b> Save lives" in missing
    assert "Search and rescue" in missing
    assert unsupported.index("<b>20</b> Remittances") < unsupported.index("</ul>")


def test_the_check_of_the_desk_is_nobody_elses_business(client: HubClient) -> None:
    theirs = practice("submitted", title="Help for people", summary=TEXT)
    page = client.as_(theirs.submitter).get(f"/practices/{theirs.slug}/status").text
    assert "no word of the text" not in page


@pytest.mark.parametrize("status", [*(s for s in STATES if s not in ("published", "update_requested"))])
def test_words_of_what_is_not_public_neither_lead_to_a_suggestion_nor_show_in_one(
    client: HubClient, work: Any, status: str
) -> None:
    """In the form, on the desk and in both endpoints of the API, before and after the worker has counted."""
    for n in range(6):
        practice(status, summary=f"{CANARY} {n}", objectives_primary=["20"], sdgs=["7"])
    for _ in range(20):
        practice(objectives_primary=["1"], sdgs=["1"])
    mine = draft(summary=WITH_CANARY)
    secretariat = client.as_(user("secretariat"))
    token = create_token(mine.submitter, label="test", scope="write")
    shown = []
    for _ in range(2):
        shown.append(client.as_(mine.submitter).get(f"/practices/{mine.slug}/suggested-tags").text)
        desk = secretariat.get(f"/practices/{mine.slug}/desk").text
        shown.append(desk[desk.index('id="tags"') :])
        shown.append(client.api(token).get(f"/practices/{mine.slug}/suggested-tags").text)
        asked = {"title": mine.title, "text": mine.summary, "language": "en"}
        shown.append(client.api(token).post("/assistant/tags", json=asked).text)
        work()
    assert not [text for text in shown if CANARY in text]
    assert all("remittances" in text for text in shown)


def test_words_of_public_practices_lead_to_suggestions(client: HubClient, work: Any) -> None:
    """So that the test before this one cannot pass by itself."""
    for n in range(6):
        practice("published", summary=f"{CANARY} {n}", objectives_primary=["20"], sdgs=["7"])
    for _ in range(20):
        practice(objectives_primary=["1"], sdgs=["1"])
    mine = draft(summary=WITH_CANARY)
    work()
    assert CANARY in client.as_(mine.submitter).get(f"/practices/{mine.slug}/suggested-tags").text


def test_what_is_ticked_in_a_step_is_saved_with_the_step_and_nothing_is_ticked_unasked(client: HubClient) -> None:
    mine = draft(objectives_primary=["1"])
    browser, path = client.as_(mine.submitter), f"/practices/{mine.slug}/edit/contributes"
    page = browser.get(path).text
    block = page[page.index('id="suggested"') : page.index(f'<form method="post" action="{path}"')]
    boxes = re.findall(r'<input type="checkbox"[^>]*>', block)
    assert boxes
    assert all('form="writing"' in box and "checked" not in box for box in boxes)
    assert "<form" not in block
    sent = {"version": mine.version, "step": "contributes", "boxes": ["objectives_primary", "principles", "sdgs"]}
    ticked = {"objectives_primary": ["8", "1"], "principles": ["human-rights"], "sdgs": ["3"]}
    for more in ({}, {"stay": "1"}):
        assert browser.post(path, data=sent | ticked | more).status_code == 302
        assert (set(mine.objectives_primary), mine.principles, mine.sdgs) == ({"1", "8"}, ("human-rights",), ("3",))
