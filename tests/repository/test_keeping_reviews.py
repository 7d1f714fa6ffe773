"""A review is kept while it is being written."""

from typing import Any

from flask import Flask

from hub.db import db
from hub.i18n import iso
from repository import operations
from tests.clients import HubClient
from tests.repository.reviewing import Scene, answers

JSON = {"Accept": "application/json"}


def begun(scene: Scene) -> Any:
    """A review that was accepted, and nothing written of it."""
    mine = scene.review_of(scene.reviewers[0])
    return operations.declare(mine.reviewer, mine, conflict=None)


def test_what_is_typed_is_kept_and_what_is_wrong_is_named(app: Flask, client: HubClient) -> None:
    mine = begun(Scene())
    browser, path = client.as_(mine.reviewer), f"/practices/reviews/{mine.id}"
    first = {"version": mine.version, "timely_comment": "Half a thought", "relevant_score": "2"}
    told = browser.post(path, data=first, headers=JSON)
    assert (told.status_code, told.json["errors"], told.json["done"]) == (200, [], 1)
    second = first | {"version": told.json["version"], "timely_comment": "x" * 2001, "comment": "Good."}
    told = browser.post(path, data=second, headers=JSON)
    assert (told.status_code, [error["id"] for error in told.json["errors"]]) == (422, ["f-timely_comment"])
    db.session.refresh(mine)
    assert (mine.scores["timely"]["comment"], mine.comment, mine.state) == ("Half a thought", "Good.", "declared")
    assert "data-autosave" in browser.get(path).text


def test_two_windows_of_one_reviewer_overwrite_nothing_unseen(app: Flask, client: HubClient) -> None:
    mine = begun(Scene())
    browser, path, seen = client.as_(mine.reviewer), f"/practices/reviews/{mine.id}", mine.version
    assert browser.post(path, data={"version": seen, "comment": "First."}, headers=JSON).status_code == 200
    late = browser.post(path, data={"version": seen, "comment": "Second."}, headers=JSON)
    assert late.status_code == 409 and late.json["detail"]
    db.session.refresh(mine)
    assert mine.comment == "First."


def test_a_review_that_is_in_is_changed_only_by_handing_it_in_again(app: Flask, client: HubClient) -> None:
    mine = begun(Scene())
    operations.give_review(mine.reviewer, mine, answers(mine))
    browser, path = client.as_(mine.reviewer), f"/practices/reviews/{mine.id}"
    assert browser.post(path, data={"comment": "Silently."}, headers=JSON).status_code == 409
    assert "data-autosave" not in browser.get(path).text
    assert browser.post(path, data=answers(mine, comment="Aloud.")).status_code == 302
    db.session.refresh(mine)
    assert mine.comment == "Aloud."


def test_a_review_that_is_in_is_shown_to_read_and_a_link_opens_the_form(app: Flask, client: HubClient) -> None:
    mine = begun(Scene())
    browser, path = client.as_(mine.reviewer), f"/practices/reviews/{mine.id}"
    given = answers(mine, comment="Ready for others.") | {"private_note": "Between us."}
    page = browser.post(path, data=given, follow_redirects=True).text
    assert page.count("Your review is in") == 1 and page.count('class="notice good"') == 1
    assert "Back to the inbox" in page and iso(mine.submitted_at)[:10] in page
    for words in ("Ready for others.", "Between us.", "On relevant.", "Approve as it stands"):
        assert words in page
    assert 'name="comment"' not in page and f"{path}?change=1" in page
    assert 'name="comment"' in browser.get(f"{path}?change=1").text
    wrong = browser.post(path, data={"version": mine.version, "comment": ""})
    assert wrong.status_code == 422 and 'name="comment"' in wrong.text
