"""Authors write an update while the public text stays; the secretariat puts it in place; readers see what is new."""

import re
from typing import Any

import pytest

from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.differences import changes
from hub.search.indexing import differences as index_differences
from repository import operations, queries
from repository.models import Practice, PracticeAuthor, PracticeUpdate
from repository.models.version import PUBLISHED
from repository.queries import updates
from repository.schemas import PracticeSchema
from tests.clients import HubClient
from tests.factories import practice, review, user

OLD, NEW = "Kwanzaquokka was done", "Zebrafinches were counted"
FOCAL = {"name": "Focal", "email": "focal-canary@example.org", "role": None}


@pytest.fixture
def secretariat(app: Any) -> User:
    return user("secretariat")


@pytest.fixture
def public(app: Any) -> Practice:
    return practice(summary=OLD, focal_point=FOCAL)


def typed(client: HubClient, path: str, **change: str) -> dict[str, Any]:
    """What a browser sends that opened the form and changed some fields."""
    page = client.get(f"{path}/update/edit").text
    fields = {"version": page.split('name="version" value="')[1].split('"')[0]}
    return FORM | fields | change


FORM: dict[str, Any] = {
    "title": "Practice that is updated by the tests", "summary": OLD, "benefit_impact": "It helped.",
    "practice_type": "project", "language": "en", "scope": "national", "countries": ["TZ"], "start_year": "2021",
    "objectives_primary": ["8"], "lead_organizations-0-name": "Ministry of Tests",
    "lead_organizations-0-category": "member-state",
}  # fmt: skip


def write(practice: Practice, **change: Any) -> PracticeUpdate:
    return operations.write_update(practice.submitter, practice, {"note": "What came of it."} | change)  # type: ignore[arg-type]


def test_an_update_goes_from_its_author_to_the_readers(
    client: HubClient, secretariat: User, mails: Any, work: Any
) -> None:
    author = user("focal_point", password_hash="of no password")
    made = practice(submitter=author, title=FORM["title"], summary=OLD,
                    lead_organizations=[{"name": "Ministry of Tests", "category": "member-state"}])  # fmt: skip
    path, mine, desk = f"/practices/{made.slug}", client.as_(author), client.as_(secretariat)
    assert mine.post(f"{path}/edit", data={"title": "Changed behind the back"}).status_code == 409
    assert "Write an update" in mine.get(f"{path}/status").text
    assert mine.post(f"{path}/update/edit", data=typed(mine, path, summary=NEW)).location == f"{path}/update"
    refused = mine.post(f"{path}/update/transitions", data={"to": "submitted"})
    assert refused.status_code == 422 and "#f-note" in refused.text
    sent = mine.post(f"{path}/update/edit", data=typed(mine, path, summary=NEW, note="Counted again."))
    assert sent.status_code == 302
    shown = mine.get(f"{path}/update").text
    assert "Zebrafinches" in shown and "<ins>" in shown and "Counted again." in shown
    assert NEW not in client.get(path).text
    assert mine.post(f"{path}/update/transitions", data={"to": "accepted"}).status_code == 403
    assert mine.post(f"{path}/update/transitions", data={"to": "submitted"}).status_code == 302
    assert mine.get(f"{path}/update/edit").location == f"{path}/update"
    late = mine.post(f"{path}/update/edit", data=FORM | {"version": "3", "summary": "Typed too late"})
    assert late.status_code == 409 and "Typed too late" in late.text
    assert "Decide on an update" in desk.get("/inbox").text
    assert desk.post(f"{path}/update/transitions", data={"to": "returned"}).status_code == 422
    assert (
        desk.post(f"{path}/update/transitions", data={"to": "returned", "comment": "Which birds?"}).status_code == 302
    )
    assert "Which birds?" in mine.get(f"{path}/update").text
    assert f"{path}/update" in mine.get("/inbox").text
    mine.post(f"{path}/update/edit", data=typed(mine, path, summary=f"{NEW} twice", note="Counted again."))
    mine.post(f"{path}/update/transitions", data={"to": "submitted"})
    assert desk.post(f"{path}/update/transitions", data={"to": "accepted"}).status_code == 302
    assert f"{NEW} twice" in client.get(path).text
    assert "Counted again." in client.get(f"{path}/versions").text
    assert OLD in client.get(f"{path}/versions/1").text
    work()
    assert client.get("/api/v1/search?q=zebrafinches").json["total"] == 1
    assert index_differences() == []
    told = [mail["Subject"] for mail in mails() if mail["To"] == author.email]
    assert any("came back" in subject for subject in told) and any("is public" in subject for subject in told)


def test_an_update_that_was_asked_for_ends_the_asking(client: HubClient, secretariat: User, public: Practice) -> None:
    operations.move(secretariat, public, "update_requested", "Does it still run?")
    assert "Write the update that the secretariat asks for" in client.as_(public.submitter).get("/inbox").text
    update = write(public, summary=NEW)
    operations.step_update(public.submitter, update, "submitted")
    operations.step_update(secretariat, update, "accepted")
    assert (public.status, public.summary) == ("published", NEW)
    assert "Write the update" not in client.as_(public.submitter).get("/inbox").text


def test_what_was_changed_in_the_public_text_meanwhile_is_not_lost(
    client: HubClient, secretariat: User, public: Practice
) -> None:
    update = write(public, summary=NEW, benefit_impact="It helped many.")
    operations.edit(secretariat, public, {"subnational": "Dodoma", "benefit_impact": "It helped some."})
    path, mine = f"/practices/{public.slug}", client.as_(public.submitter)
    late = mine.post(f"{path}/update/transitions", data={"to": "submitted"})
    assert late.status_code == 409
    assert "City or province" in late.text and "Dodoma" in late.text
    seen = update.version
    assert mine.post(f"{path}/update/changes", data={"version": seen + 9}).status_code == 409
    assert mine.post(f"{path}/update/changes", data={"version": seen}).status_code == 302
    db.session.refresh(update)
    assert (update.content["subnational"], update.content["summary"]) == ("Dodoma", NEW)
    assert update.content["benefit_impact"] == "It helped many.", "the words of the update stay, and are shown"
    operations.step_update(public.submitter, update, "submitted")
    operations.edit(secretariat, public, {"subnational": "Mwanza"})
    desk = client.as_(secretariat)
    assert desk.post(f"{path}/update/transitions", data={"to": "accepted"}).status_code == 409
    assert desk.post(f"{path}/update/changes").status_code == 302
    assert desk.post(f"{path}/update/transitions", data={"to": "accepted"}).status_code == 302
    assert (public.summary, public.subnational, public.benefit_impact) == (NEW, "Mwanza", "It helped many.")
    assert [version.number for version in queries.versions(public, PUBLISHED)] == [4, 3, 2, 1]


def test_of_two_who_write_the_same_update_the_second_is_told_and_loses_nothing(
    client: HubClient, public: Practice
) -> None:
    colleague = user()
    with transaction():
        public.authors.append(PracticeAuthor(practice_id=public.id, email=colleague.email, user_id=colleague.id))
    path, mine, theirs = f"/practices/{public.slug}", client.as_(public.submitter), client.as_(colleague)
    both = [typed(mine, path, summary="My words", note="N"), typed(theirs, path, summary="Their words", note="N")]
    assert mine.post(f"{path}/update/edit", data=both[0]).status_code == 302
    late = theirs.post(f"{path}/update/edit", data=both[1])
    assert late.status_code == 409
    assert "Their words" in late.text and "Summary" in late.text
    found = db.session.scalars(db.select(PracticeUpdate)).all()
    assert [update.content["summary"] for update in found] == ["My words"]


def test_an_update_is_nobody_s_business_but_its_authors_and_the_secretariat_s(
    client: HubClient, secretariat: User, public: Practice
) -> None:
    write(public, summary=NEW)
    path = f"/practices/{public.slug}"
    reviewer = review(public, "submitted").reviewer
    for person, may in (
        (public.submitter, True),
        (secretariat, True),
        (reviewer, False),
        (user(), False),
        (None, False),
    ):
        who = client.as_(person)
        for page in (f"{path}/update", f"/api/v1{path}/update"):
            assert (who.get(page).status_code == 200) == may, page
        pages = [path, f"{path}/versions", "/practices", "/", "/search?q=zebrafinches", f"/api/v1{path}"]
        assert [page for page in pages if "Zebrafinches" in who.get(page).text] == [], person
        assert may or "Zebrafinches" not in who.get(f"{path}/update/edit").text
    stranger = client.api(create_token(user(), label="test", scope="write"))
    answer = stranger.patch(f"{path.removeprefix('/api/v1')}/update", json={"objectives_secondary": ["8"]})
    assert answer.status_code == 403 and "errors" not in answer.json


def test_an_update_rests_while_the_practice_is_withdrawn(
    client: HubClient, secretariat: User, public: Practice
) -> None:
    update = write(public, summary=NEW)
    operations.step_update(public.submitter, update, "submitted")
    operations.move(secretariat, public, "archived", "It was never carried out.")
    path = f"/practices/{public.slug}/update"
    assert client.as_(secretariat).post(f"{path}/transitions", data={"to": "accepted"}).status_code == 403
    assert client.as_(public.submitter).post(f"{path}/edit", data=FORM).status_code == 403
    assert client.as_(public.submitter).get(path).status_code == 200
    assert public.summary == OLD


def test_an_update_that_says_nothing_new_is_not_submitted(client: HubClient, public: Practice) -> None:
    update = write(public, summary=OLD)
    path = f"/practices/{public.slug}"
    mine = client.as_(public.submitter)
    assert mine.post(f"{path}/update/transitions", data={"to": "submitted"}).status_code == 409
    assert mine.post(f"{path}/confirm").status_code == 409, "an update is open"
    operations.step_update(public.submitter, update, "withdrawn")
    assert mine.post(f"{path}/confirm").status_code == 302
    assert updates.open_update(public) is None
    assert "No update of this practice" in mine.get(f"{path}/update").text


def test_what_is_missing_in_an_update_is_named(client: HubClient, public: Practice) -> None:
    write(public, summary=None)
    path, mine = f"/practices/{public.slug}/update", client.as_(public.submitter)
    answer = mine.post(f"{path}/transitions", data={"to": "submitted"})
    assert answer.status_code == 422 and "#f-summary" in answer.text
    kept = mine.post(f"{path}/edit", data={"version": "1", "title": "Short", "start_year": "20220", "note": "Kept"})
    assert kept.status_code == 422 and "20220" in kept.text and "Kept" in kept.text


def test_the_contact_person_is_updated_without_any_version_telling_it(
    client: HubClient, secretariat: User, public: Practice
) -> None:
    update = write(public, focal_point={"name": "Other", "email": "other-canary@example.org", "role": None})
    operations.step_update(public.submitter, update, "submitted")
    operations.step_update(secretariat, update, "accepted")
    assert public.focal_point["name"] == "Other"
    path = f"/practices/{public.slug}"
    pages = (path, f"{path}/versions", f"{path}/versions/1", f"/api/v1{path}/versions/1", f"/api/v1{path}")
    assert not any("canary" in client.get(page).text for page in pages)


def test_programs_write_submit_and_decide_on_updates(client: HubClient, secretariat: User, public: Practice) -> None:
    author = client.api(create_token(public.submitter, label="test", scope="write"))
    desk = client.api(create_token(secretariat, label="test", scope="write"))
    path = f"/practices/{public.slug}"
    assert author.get(f"{path}/update").status_code == 404
    begun = author.patch(f"{path}/update", json={"summary": NEW})
    assert begun.json["changed"] == ["summary"] and begun.json["status"] == "writing"
    again = author.patch(f"{path}/update", json={"end_year": 2023, "note": "It ended."})
    assert again.json["changed"] == ["summary", "end_year"], "the rest stays"
    assert author.patch(f"{path}/update", json={"end_year": 1900}).status_code == 422
    assert author.post(f"{path}/update/transitions", json={"to": "submitted"}).json["status"] == "submitted"
    operations.edit(secretariat, public, {"subnational": "Dodoma"})
    assert desk.get(f"{path}/update").json["overtaken"] == ["subnational"]
    assert desk.post(f"{path}/update/transitions", json={"to": "accepted"}).status_code == 409
    assert desk.post(f"{path}/update/changes").json["overtaken"] == []
    assert desk.post(f"{path}/update/transitions", json={"to": "accepted"}).json["status"] == "accepted"
    shown = client.get(f"/api/v1{path}").json
    assert (shown["summary"], shown["end_year"], shown["subnational"]) == (NEW, 2023, "Dodoma")
    assert author.post(f"{path}/confirmation").json["confirmed_at"] >= shown["confirmed_at"]


def test_a_working_copy_compares_equal_to_the_text_that_it_was_begun_from(public: Practice) -> None:
    update = write(public)
    assert changes(PracticeSchema(), update.base, update.content) == []
    assert updates.merged(update) == update.content


def parts(page: str) -> dict[str, bool]:
    """The folds of the form of an update: whether each stands open."""
    form = page.split('<form method="post" novalidate')[1].split("</form>")[0]
    return {
        name: bool(opened) for opened, name in re.findall(r'<details class="part"( open)?><summary><h2>([^<]*)', form)
    }


def test_what_is_new_stands_first_and_only_what_differs_or_needs_attention_stands_open(client: HubClient) -> None:
    author = user("focal_point")
    made = practice(submitter=author, title=FORM["title"], summary=OLD, countries=["TZ"], start_year=2021)
    path, mine = f"/practices/{made.slug}", client.as_(author)
    page = mine.get(f"{path}/update/edit").text
    assert page.index('id="f-note"') < page.index('<details class="part"')
    folds = parts(page)
    assert len(folds) >= 5 and not any(folds.values())
    operations.write_update(author, made, {"summary": NEW})
    opened = [name for name, is_open in parts(mine.get(f"{path}/update/edit").text).items() if is_open]
    assert opened == ["What it is"]
    answer = mine.post(f"{path}/update/edit", data=typed(mine, path, summary=NEW, start_year="soon"))
    assert answer.status_code == 422
    opened = [name for name, is_open in parts(answer.text).items() if is_open]
    assert {"What it is", "Where and when"} <= set(opened)
    assert 'value="soon"' in answer.text
