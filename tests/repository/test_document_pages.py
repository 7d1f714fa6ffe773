"""The journey of a document: downloaded, edited, uploaded, confirmed; for whom it is, and for whom not."""

import html
import io
import json
import re
from typing import Any

import pytest

from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.paper.packages import WORD
from repository import operations
from repository.models import Practice, PracticeAuthor
from repository.schemas import STEPS
from repository.workflow import STATES
from tests.clients import HubClient
from tests.factories import practice, review, user
from tests.repository import office

pytestmark = pytest.mark.one_database

SECRET = "focal-canary@example.org"


def send(who: HubClient, path: str, content: bytes, name: str = "practice.docx") -> Any:
    return who.post(path, data={"file": (io.BytesIO(content), name)})


def carried(page: str) -> dict[str, Any]:
    """The values that the page of changes brings back."""
    found = re.search(r'name="values" value="([^"]*)"', page)
    assert found is not None
    return dict(json.loads(html.unescape(found[1])))


def version_in(page: str) -> str:
    return page.split('name="version" value="')[1].split('"')[0]


def confirmed(page: str, *names: str) -> dict[str, Any]:
    """The form of the page with these fields ticked, or as it arrives."""
    ticked = re.findall(r'name="take" value="(\w+)" checked', page)
    return {"values": json.dumps(carried(page)), "version": version_in(page), "take": list(names or ticked)}


def test_a_draft_goes_to_paper_and_comes_back_with_each_change_confirmed(client: HubClient) -> None:
    author = user("focal_point")
    made = practice("draft", submitter=author, summary="We trained 20 officers.", key_lessons="Old lessons.")
    focal, path = client.as_(author), f"/practices/{made.slug}"
    assert f'href="{path}/document"' in focal.get(f"{path}/status").text
    for step in STEPS:
        assert f'href="{path}/document"' in focal.get(f"{path}/edit/{step}").text, step
    assert f"{path}/document.docx" in focal.get(f"{path}/document").text
    answer = focal.get(f"{path}/document.docx")
    assert answer.mimetype == WORD.media_type
    assert answer.headers["Content-Disposition"] == f"attachment; filename=practice-{made.slug}.docx"
    content = office.edited(
        answer.data, summary="We trained 25 officers.", key_lessons="New lessons.", start_year="20220"
    )
    page = send(focal, f"{path}/document", content)
    assert page.status_code == 200
    assert '<del><span class="vh" dir="auto">[removed:] </span>20</del>' in page.text
    assert '<ins><span class="vh" dir="auto">[added:] </span>25</ins>' in page.text
    assert "Give a whole number from 1950 to 2100." in page.text and "20220" in page.text
    assert set(carried(page.text)) == {"summary", "key_lessons"}
    db.session.refresh(made)
    assert made.summary == "We trained 20 officers.", "nothing is saved before it is confirmed"
    done = focal.post(f"{path}/document/changes", data=confirmed(page.text, "summary"))
    assert (done.status_code, done.location) == (302, f"{path}/status")
    db.session.refresh(made)
    assert (made.summary, made.key_lessons, made.start_year) == ("We trained 25 officers.", "Old lessons.", 2021)


def test_a_practice_begins_on_paper(client: HubClient) -> None:
    focal = client.as_(user("focal_point"))
    assert "/practices/new/document" in focal.get("/practices/new").text
    blank = focal.get("/practices/new/document.docx").data
    content = office.edited(blank, title="A practice from a ministry", countries="Kenya", scope="national")
    page = send(focal, "/practices/new/document", content)
    form = {"values": json.dumps(carried(page.text)), "take": ["title", "countries", "scope"]}
    done = focal.post("/practices/new/document/changes", data=form)
    assert done.status_code == 302
    made = db.session.scalars(db.select(Practice)).one()
    assert (made.title, made.countries, made.status) == ("A practice from a ministry", ("KE",), "draft")
    assert done.location == f"/practices/{made.slug}/status"


def test_who_was_overtaken_is_shown_the_changes_against_what_is_saved_now(client: HubClient) -> None:
    author, secretariat = user("focal_point"), user("secretariat")
    made = practice("draft", submitter=author, summary="Old summary.")
    focal, path = client.as_(author), f"/practices/{made.slug}"
    content = office.edited(focal.get(f"{path}/document.docx").data, summary="Summary from paper.")
    page = send(focal, f"{path}/document", content).text
    operations.edit(secretariat, made, {"summary": "Saved by a colleague."})
    late = focal.post(f"{path}/document/changes", data=confirmed(page))
    assert late.status_code == 409
    assert "Somebody else has saved this practice in the meantime." in late.text
    assert "colleague" in late.text and carried(late.text) == {"summary": "Summary from paper."}
    again = send(client.as_(secretariat), f"{path}/document", content).text
    assert "The practice was changed on the hub after this document was downloaded." in again
    assert 'value="summary" checked' not in again, "what a colleague changed, too, is taken only on purpose"
    assert focal.post(f"{path}/document/changes", data=confirmed(late.text)).status_code == 302
    db.session.refresh(made)
    assert made.summary == "Summary from paper."


def test_ticking_nothing_saves_nothing(client: HubClient) -> None:
    author = user("focal_point")
    made = practice("draft", submitter=author)
    before, focal = made.version, client.as_(author)
    values = json.dumps({"summary": "Other."})
    done = focal.post(f"/practices/{made.slug}/document/changes", data={"values": values, "version": str(before)})
    assert done.status_code == 302
    db.session.refresh(made)
    assert made.version == before


def test_changes_that_do_not_go_together_are_refused_with_the_field(client: HubClient) -> None:
    author = user("focal_point")
    made = practice("draft", submitter=author, objectives_primary=["8"], objectives_secondary=["3"])
    focal, path = client.as_(author), f"/practices/{made.slug}"
    content = office.edited(focal.get(f"{path}/document.docx").data, objectives_primary="9", objectives_secondary="8")
    page = send(focal, f"{path}/document", content).text
    refused = focal.post(f"{path}/document/changes", data=confirmed(page, "objectives_secondary"))
    assert refused.status_code == 422
    assert 'href="#change-objectives_secondary"' in refused.text and "<title>Error: " in refused.text
    assert focal.post(f"{path}/document/changes", data=confirmed(page)).status_code == 302
    db.session.refresh(made)
    assert (made.objectives_primary, made.objectives_secondary) == (("9",), ("8",))


@pytest.mark.parametrize("values", ["", "[]", "{", "[" * 5_000, '{"submitter_id": 1}', '{"title": {"a": [1]}}'])
def test_values_that_no_page_of_ours_carried_change_nothing(client: HubClient, values: str) -> None:
    author = user("focal_point")
    made = practice("draft", submitter=author)
    title, who = made.title, made.submitter_id
    form = {"values": values, "version": str(made.version), "take": ["title", "submitter_id"]}
    answer = client.as_(author).post(f"/practices/{made.slug}/document/changes", data=form)
    assert answer.status_code in (302, 400, 422)
    db.session.refresh(made)
    assert (made.title, made.submitter_id) == (title, who)


def test_a_document_of_another_practice_is_told(client: HubClient) -> None:
    author = user("focal_point")
    one, other = practice("draft", submitter=author), practice("draft", submitter=author)
    focal = client.as_(author)
    content = focal.get(f"/practices/{one.slug}/document.docx").data
    page = send(focal, f"/practices/{other.slug}/document", content).text
    assert f"made from another practice, “{one.slug}”" in page


@pytest.mark.parametrize("status", STATES)
def test_the_document_is_for_authors_and_the_secretariat_alone(client: HubClient, status: str) -> None:
    author, colleague = user("focal_point"), user()
    made = practice(status, submitter=author, focal_point={"name": "Focal", "email": SECRET, "role": None})
    with transaction():
        db.session.add(PracticeAuthor(practice=made, email=colleague.email, user_id=colleague.id))
        db.session.add(PracticeAuthor(practice=made, email="invited@example.org"))
    reviewer = review(made, "declared").reviewer
    public = status in ("published", "update_requested")
    may_edit = status in ("draft", "changes_requested")
    hidden = 410 if status == "archived" else 404
    for who, follows, edits in (
        (None, False, False), (user(), False, False), (reviewer, False, False), (review(made).reviewer, False, False),
        (author, True, may_edit), (colleague, True, may_edit), (user("secretariat"), True, True),
    ):  # fmt: skip
        browser = client.as_(who)
        reads = public or (who is reviewer and not may_edit)
        refused = {302} if who is None else {403} if reads else {hidden}
        answer = browser.get(f"/practices/{made.slug}/document.docx")
        assert answer.status_code in ({200} if follows else refused), who and who.name
        assert follows or SECRET not in answer.text
        if follows:
            text = "\n".join(c.text for t in office.opened(answer.data).tables for r in t.rows for c in r.cells)
            assert SECRET in text
            assert reviewer.name not in text
        for page in (
            browser.get(f"/practices/{made.slug}/document"),
            send(browser, f"/practices/{made.slug}/document", b""),
        ):
            assert (page.status_code in (200, 422)) == edits
            assert SECRET not in page.text


def test_no_reviewer_is_named_anywhere_in_the_file(client: HubClient) -> None:
    author = user("focal_point")
    made = practice("changes_requested", submitter=author)
    reviewer = review(made, "submitted", comment="Zuqcomment", scores={}).reviewer
    content = client.as_(author).get(f"/practices/{made.slug}/document.docx").data
    everything: list[bytes] = []
    office.repacked(content, lambda _name, part: everything.append(part))
    whole = b"".join(everything).decode("utf-8", "ignore")
    for canary in (reviewer.name, reviewer.email, "Zuqcomment", author.name, author.email):
        assert canary not in whole


def test_the_api_gives_the_document_and_says_what_it_would_change(client: HubClient) -> None:
    author = user("focal_point")
    made = practice("draft", submitter=author, summary="Old.")
    focal = client.api(create_token(author, label="test", scope="write"))
    stranger = client.api(create_token(user(), label="test", scope="write"))
    path = f"/practices/{made.slug}"
    answer = focal.get(f"{path}/document.docx")
    assert (answer.status_code, answer.mimetype) == (200, WORD.media_type)
    content = office.edited(answer.data, summary="New.", start_year="soon")

    def read(who: Any) -> Any:
        return who.post(f"{path}/document", data={"file": (io.BytesIO(content), "practice.docx")})

    assert (stranger.get(f"{path}/document.docx").status_code, read(stranger).status_code) == (404, 404)
    assert client.get(f"/api/v1{path}/document.docx").status_code == 401
    proposal = read(focal).json
    assert proposal["values"] == {"summary": "New."}
    assert [(p["field"], p["text"]) for p in proposal["problems"]] == [("start_year", "soon")]
    db.session.refresh(made)
    assert made.summary == "Old."
    assert focal.patch(path, json=proposal["values"]).json["summary"] == "New."
    assert focal.post(f"{path}/document", json={}).status_code == 415
    wrong = focal.post(f"{path}/document", data={"file": (io.BytesIO(b"%PDF"), "practice.docx")})
    assert (wrong.status_code, wrong.json["errors"][0]["field"]) == (422, "file")


def text_of(content: bytes) -> str:
    document = office.opened(content)
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("status", STATES)
def test_whoever_may_open_a_practice_may_take_it_along_without_its_contact_person(
    client: HubClient, status: str
) -> None:
    author = user("focal_point")
    made = practice(status, submitter=author, focal_point={"name": "Focal", "email": SECRET, "role": None},
                    summary="What **was** done.", links=[{"label": "Report", "url": "https://x.org"}])  # fmt: skip
    reviewer, invited = review(made, "declared").reviewer, review(made).reviewer
    public = status in ("published", "update_requested")
    hidden = 410 if status == "archived" else 404
    for who, may in (
        (None, public), (user(), public), (invited, public), (author, True),
        (reviewer, status not in ("draft", "changes_requested")),
        (user("secretariat"), True),
    ):  # fmt: skip
        browser = client.as_(who)
        answer = browser.get(f"/practices/{made.slug}/practice.docx")
        assert answer.status_code == (200 if may else hidden), who and who.name
        if may:
            text = text_of(answer.data)
            assert made.title and made.title in text and "What was done." in text and "Report" in text
            assert SECRET not in text and reviewer.name not in text and author.name not in text
            assert f"/practices/{made.slug}/practice.docx" in browser.get(f"/practices/{made.slug}").text
        else:
            assert (
                SECRET not in answer.text and "What **was**" not in answer.text and "What <strong>" not in answer.text
            )
