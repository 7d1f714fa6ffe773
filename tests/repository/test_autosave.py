"""What a script of the form sends while somebody types is saved as far as it can be."""

import re
from typing import Any

from sqlalchemy import func, select

from hub.audit import history
from hub.db import db
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import practice, user

JSON = {"Accept": "application/json"}


def typed(client: HubClient, address: str, **fields: str) -> Any:
    return client.post(address, data={"editor": "a1b2c3d4", "step": "what"} | fields, headers=JSON)


def drafts() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(Practice.id))) or 0


def test_with_its_first_words_a_new_practice_becomes_a_draft_under_its_own_address(client: HubClient) -> None:
    author = client.as_(user())
    told = typed(author, "/practices/new", title="A telephone line for workers")
    assert told.status_code == 200
    assert re.fullmatch("/practices/a-telephone-line-for-workers-[0-9a-f]{6}/edit/what", told.json["url"])
    more = typed(
        author, told.json["url"], version=told.json["version"], title="A telephone line", summary="Day and night"
    )
    assert (more.status_code, more.json["saved"], more.json["errors"]) == (200, ["title", "summary"], [])
    assert more.json["version"] > told.json["version"]
    assert "Day and night" in author.get(told.json["url"]).text


def test_where_the_answer_to_the_first_save_is_lost_the_second_makes_no_second_draft(client: HubClient) -> None:
    author = client.as_(user())
    first = typed(author, "/practices/new", title="A telephone line")
    second = typed(author, "/practices/new", title="A telephone line for workers", summary="Day and night")
    assert second.json["url"] == first.json["url"]
    assert drafts() == 1
    assert "Day and night" in author.get(first.json["url"]).text
    assert author.post("/practices/new", data={"title": "A telephone line", "editor": "a1b2c3d4"}).status_code == 302
    assert drafts() == 1
    typed(client.as_(user()), "/practices/new", title="A telephone line")
    assert drafts() == 2, "another person's form is another form"


def test_who_goes_back_to_the_form_and_begins_another_practice_overwrites_nothing(client: HubClient) -> None:
    author, form = client.as_(user()), {"editor": "a1b2c3d4"}
    for title in ("A telephone line", "A bus for workers"):
        assert author.post("/practices/new", data=form | {"title": title, "summary": title}).status_code == 302
    assert drafts() == 2
    first, second = db.session.scalars(select(Practice).order_by(Practice.id))
    assert (first.title, second.title) == ("A telephone line", "A bus for workers")
    assert typed(author, "/practices/new", title="A bus for workers", summary="By night").status_code == 200
    assert drafts() == 2, "of several, the one that is gone on with"
    assert second.summary == "By night"
    typed(author, f"/practices/{first.slug}/edit/how", editor="b2c3d4e5", benefit_impact="It rings.")
    typed(author, "/practices/new", title="A telephone line by the sea")
    assert drafts() == 3, "what was gone on with elsewhere is not what this form began"


def test_nothing_and_nothing_right_begin_no_draft(client: HubClient) -> None:
    author = client.as_(user())
    assert typed(author, "/practices/new", title="", summary=" ").status_code == 200
    wrong = typed(author, "/practices/new", title="Short")
    assert wrong.status_code == 422
    assert wrong.json["errors"][0]["id"] == "f-title"
    assert drafts() == 0


def test_what_is_right_is_saved_beside_what_is_not(client: HubClient) -> None:
    made = practice("draft", end_year=None)
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/edit/where"
    told = author.post(path, data={"start_year": "2022", "end_year": "2020", "subnational": "Dodoma"}, headers=JSON)
    assert told.status_code == 422
    assert told.json["saved"] == ["subnational", "start_year"]
    assert [error["id"] for error in told.json["errors"]] == ["f-end_year"]
    more = f"/practices/{made.slug}/edit/more"
    links = {"links-0-label": "Report", "links-0-url": "not an address", "source": "A report"}
    told = author.post(more, data=links, headers=JSON)
    assert told.json["saved"] == ["source"]
    assert [error["id"] for error in told.json["errors"]] == ["f-links-0-url"]


def test_the_answer_says_how_complete_the_practice_is_now(client: HubClient) -> None:
    made = practice("draft", benefit_impact=None)
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/edit/how"
    less = author.post(path, data={"key_lessons": ""}, headers=JSON).json
    more = author.post(path, data={"benefit_impact": "In 2022 it helped 40 workers."}, headers=JSON).json
    assert more["done"] > less["done"] and more["total"] == less["total"]


def test_each_save_that_changes_something_is_in_the_history_and_no_other(client: HubClient) -> None:
    made = practice("draft")
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/edit/what"
    for summary in ("One", "One", "One two"):
        typed(author, path, summary=summary, version=str(made.version))
    db.session.rollback()
    found = [entry.data for entry in history(made) if entry.action == "practice.edit"]
    assert [(data["fields"], data["editor"]) for data in found] == [(["summary"], "a1b2c3d4")] * 2
    assert found[0]["version"] < found[1]["version"] == made.version


def test_whoever_is_logged_out_or_may_not_write_is_told_so_in_json(client: HubClient) -> None:
    made = practice("draft", summary="Zanzibarquokka")
    path = f"/practices/{made.slug}/edit/what"
    for who, status in ((client, 401), (client.as_(user()), 404)):
        told = typed(who, path, summary="Taken over")
        assert (told.status_code, told.mimetype) == (status, "application/problem+json")
    author = client.as_(made.submitter)
    assert author.post(f"/practices/{made.slug}/transitions", data={"to": "submitted"}).status_code == 302
    late = typed(author, path, summary="Too late")
    assert (late.status_code, "in other hands" in late.json["detail"]) == (409, True)


def test_what_others_read_already_is_not_saved_while_somebody_types(client: HubClient) -> None:
    desk = client.as_(user("secretariat"))
    for status, by_itself in (("draft", True), ("under_review", False), ("published", False)):
        page = desk.get(f"/practices/{practice(status).slug}/edit/what").text
        assert ("data-autosave" in page) == by_itself, status
        assert ("autosave.js" in page) == by_itself, status
