"""A practice goes from draft to publication through the pages, and the API does the same."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from hub.auth.operations import create_token
from hub.files.storing import sweep
from tests.clients import HubClient
from tests.factories import practice, review, user

FIELDS: dict[str, Any] = {
    "title": "Consular help for stranded migrant workers",
    "summary": "Consulates open a line that answers day and night.",
    "practice_type": "project",
    "language": "en",
    "scope": "national",
    "countries": ["PH"],
    "start_year": "2021",
    "objectives_primary": ["14"],
    "benefit_impact": "Calls are answered within a minute.",
}
FORM = FIELDS | {
    "lead_organizations-0-name": "Department of Migrant Workers",
    "lead_organizations-0-category": "member-state",
}

REVIEW = {
    f"{name}_{part}": value
    for name in ("implemented", "relevant", "coherent", "innovative", "replicable", "cross_cutting", "timely")
    for part, value in (("score", "4"), ("comment", "Well shown."))
} | {"recommendation": "approve", "comment": "Publish it."}


@pytest.fixture
def people(app: Any) -> dict[str, Any]:
    able = {"password_hash": "one that no password has"}  # without one they would get no mails
    return {
        "focal": user("focal_point", **able),
        "secretariat": user("secretariat", **able),
        "member": user(**able),
        "un": user("reviewer", category="un-entity", **able),
        "a": user("reviewer", **able),
        "b": user("reviewer", **able),
    }


def test_five_people_bring_a_practice_from_draft_to_publication(
    client: HubClient, people: dict[str, Any], mails: Any
) -> None:
    focal, secretariat = client.as_(people["focal"]), client.as_(people["secretariat"])
    outsider = client.as_(people["member"])
    answer = focal.post("/practices/new", data=FORM)
    assert answer.status_code == 302
    path = answer.location.removesuffix("/status")
    assert outsider.get(path).status_code == client.get(path).status_code == 404

    def step(who: HubClient, to: str, **more: str) -> int:
        return who.post(f"{path}/transitions", data={"to": to, **more}).status_code

    assert step(outsider, "submitted") == 404
    assert step(secretariat, "screening") == 409
    assert step(focal, "submitted") == 302
    assert focal.post(f"{path}/edit", data=FORM).status_code == 409
    assert step(focal, "screening") == 403
    assert step(secretariat, "screening") == 302
    assert step(secretariat, "under_review") == 409
    reviewers = [people["un"].id, people["a"].id, people["b"].id]
    assert secretariat.post(f"{path}/reviewers", data={"reviewer": reviewers}).status_code == 302
    assert step(secretariat, "under_review") == 302
    for name in ("un", "a", "b"):
        reviewer = client.as_(people[name])
        assert reviewer.get(path).status_code == 404, "the text comes after the declaration"
        inbox = reviewer.get("/inbox").text
        review = inbox.split('href="/practices/reviews/')[1].split('"')[0]
        assert client.as_(people["member"]).get(f"/practices/reviews/{review}").status_code == 404
        assert reviewer.post(f"/practices/reviews/{review}", data=REVIEW).status_code == 409
        assert reviewer.post(f"/practices/reviews/{review}/declaration", data={"interest": "none"}).status_code == 302
        assert reviewer.get(path).status_code == 200
        assert step(secretariat, "approved") == 409
        assert reviewer.post(f"/practices/reviews/{review}", data=REVIEW).status_code == 302
    assert step(focal, "approved") == 403
    assert step(secretariat, "approved") == 302
    assert client.get(path).status_code == 404
    assert step(secretariat, "published") == 302
    assert client.get(path).status_code == 200
    letters = [mail.get_content() for mail in mails() if mail["To"] == people["focal"].email]
    assert any("Publish it." in letter for letter in letters)
    story = focal.get(f"{path}/status").text + "".join(letters)
    assert "Publish it." in story
    assert not any(people[name].name in story for name in ("un", "a", "b"))


def test_a_draft_keeps_what_is_valid_and_names_what_is_missing(client: HubClient, people: dict[str, Any]) -> None:
    focal = client.as_(people["focal"])
    wrong = focal.post("/practices/new", data={"title": "Short", "start_year": "20220", "summary": "Kept text"})
    assert wrong.status_code == 422
    assert "Kept text" in wrong.text and "20220" in wrong.text
    draft = focal.post("/practices/new", data={"title": "A title that is long enough"})
    path = draft.location.removesuffix("/status")
    assert focal.post(f"{path}/transitions", data={"to": "submitted"}).status_code == 422
    assert "Main objectives" in focal.get(f"{path}/status").text


def test_the_second_of_two_editors_is_told_and_loses_nothing(client: HubClient, people: dict[str, Any]) -> None:
    focal, secretariat = client.as_(people["focal"]), client.as_(people["secretariat"])
    path = focal.post("/practices/new", data=FORM).location.removesuffix("/status")

    def opened() -> str:
        return focal.get(f"{path}/edit/what").text.split('name="version" value="')[1].split('"')[0]

    seen = opened()
    theirs = {"version": seen, "subnational": "Manila", "summary": "The secretariat's words"}
    assert secretariat.post(f"{path}/edit", data=FORM | theirs).status_code == 302
    late = focal.post(f"{path}/edit", data=FORM | {"version": seen, "summary": "My own long text"})
    assert late.status_code == 409
    assert "My own" in late.text and "secretariat&#39;s" in late.text
    again = {"version": opened(), "summary": "My own long text"}
    assert focal.post(f"{path}/edit", data=again).status_code == 302
    assert "Manila" in focal.get(f"{path}/edit/where").text


def test_an_unfinished_review_is_kept_for_its_reviewer_alone(client: HubClient, people: dict[str, Any]) -> None:
    made = practice("under_review", submitter=people["focal"])
    mine = review(made, "declared", reviewer=people["un"])
    reviewer, path = client.as_(people["un"]), f"/practices/reviews/{mine.id}"
    half = {"timely_comment": "Half a thought", "relevant_score": "2", "later": "1"}
    assert reviewer.post(path, data=half).status_code == 302
    assert "Half a thought" in reviewer.get(path).text
    for name in ("focal", "secretariat"):
        who = client.as_(people[name])
        pages = [f"/practices/{made.slug}/status", f"/practices/{made.slug}/desk"]
        assert not any("Half a thought" in who.get(page).text for page in pages)
    desk = client.api(create_token(people["secretariat"], label="test", scope="read"))
    assert "Half a thought" not in desk.get(f"/practices/{made.slug}/reviews").text
    assert reviewer.post(path, data=REVIEW).status_code == 302
    assert reviewer.post(path, data=half).status_code == 409


def test_a_draft_waits_in_the_inbox_and_can_be_thrown_away_by_its_submitter_alone(
    client: HubClient, people: dict[str, Any]
) -> None:
    made = practice("draft", submitter=people["focal"])
    focal = client.as_(people["focal"])
    assert f"/practices/{made.slug}/status" in focal.get("/inbox").text
    assert client.as_(people["member"]).post(f"/practices/{made.slug}/discard").status_code == 404
    assert client.as_(people["secretariat"]).post(f"/practices/{made.slug}/discard").status_code == 403
    assert focal.post(f"/practices/{made.slug}/discard").status_code == 302
    assert focal.get(f"/practices/{made.slug}").status_code == 404
    published = practice("published", submitter=people["focal"])
    assert focal.post(f"/practices/{published.slug}/discard").status_code == 409


def test_a_draft_takes_its_documents_along(client: HubClient, people: dict[str, Any], app: Any) -> None:
    made = practice("draft", submitter=people["focal"])
    focal = client.as_(people["focal"])
    upload = {"file": (BytesIO(b"%PDF-1.7 a report"), "report.pdf")}
    assert focal.post(f"/practices/{made.slug}/documents", data=upload).status_code == 302
    address = focal.get(f"/practices/{made.slug}").text.split('href="/files/')[1].split('"')[0]
    with focal.get(f"/files/{address}") as download:
        assert download.status_code == 200
        assert download.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/files/{address}").status_code == 404
    assert focal.post(f"/practices/{made.slug}/discard").status_code == 302
    assert focal.get(f"/files/{address}").status_code == 404
    (kept,) = (path for path in (Path(app.config["HUB_DATA_DIR"]) / "files").rglob("*") if path.is_file())
    os.utime(kept, (0, 0))  # the worker comes a minute later
    sweep([{"digest": kept.name}])
    assert not kept.exists()
