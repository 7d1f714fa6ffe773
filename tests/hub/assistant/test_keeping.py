"""The experience of a hub: made from what is public, and used only as long as it is true."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from hub import freshness
from hub.assistant import Opinion, Subject, opinion_on
from hub.assistant.keeping import LEARN_JOB, experience, learn_anew, learn_soon, lessons
from hub.db import db, transaction
from hub.jobs.models import Job
from repository.models import Practice
from repository.operations import edit
from repository.workflow import STATES
from tests.factories import practice, user

CANARY = "zibelkrop"
ASKED = Subject(
    "What we did",
    f"People came together and spoke of {CANARY}. Then {CANARY} began. It went on for a year, as planned before, and "
    "the neighbours of the place were pleased with what came of it, so that others asked how to do the same at home. A "
    "long evening brought many answers, some of them funny, and every question found a patient listener in the end.",
    "en",
)


def told_by(status: str, number: int = 6) -> list[Practice]:
    """Practices on remittances with the canary in their text."""
    return [practice(status, summary=f"{CANARY} {n}", objectives_primary=["20"]) for n in range(number)]


def others(number: int = 20) -> None:
    for _ in range(number):
        practice(objectives_primary=["1"], summary="Something else.")


def speaks(opinion: Opinion) -> bool:
    """Whether the canary has any say in an opinion."""
    return any(CANARY in one.words for ranked in opinion.ranked.values() for one in ranked)


def waiting() -> int:
    return db.session.scalar(select(func.count(Job.id)).where(Job.name == LEARN_JOB)) or 0


@pytest.fixture(autouse=True)
def no_file(app: Flask) -> Any:
    """Nothing is left of another test."""
    file = Path(app.config["HUB_DATA_DIR"]) / "assistant.json"
    yield file
    file.unlink(missing_ok=True)


def test_public_practices_teach_as_soon_as_the_worker_has_counted_them(app: Flask, work: Any) -> None:
    told_by("published")
    others()
    assert not speaks(opinion_on(ASKED))
    work()
    assert speaks(opinion_on(ASKED))


@pytest.mark.parametrize("status", [status for status in STATES if status not in ("published", "update_requested")])
def test_what_is_not_public_teaches_nothing(app: Flask, work: Any, status: str) -> None:
    told_by(status)
    others()
    work()
    assert experience().documents == 20
    assert opinion_on(ASKED).ranked == Opinion(ASKED, experience()).ranked
    assert not speaks(opinion_on(ASKED))
    assert CANARY not in (Path(app.config["HUB_DATA_DIR"]) / "assistant.json").read_text("utf-8")


@pytest.mark.parametrize("change", ["archived", "declined", "draft", "text", "tags"])
def test_what_is_withdrawn_or_changed_has_no_say_from_that_moment_whether_a_worker_runs_or_not(
    app: Flask, work: Any, change: str
) -> None:
    made = told_by("published")
    others()
    work()
    assert speaks(opinion_on(ASKED))
    secretariat = user("secretariat")
    for one in made:
        if change == "text":
            edit(secretariat, one, {"summary": "Nothing of the kind."})
        elif change == "tags":
            edit(secretariat, one, {"objectives_primary": ["1"]})
        else:
            with transaction():
                one.status = change
    assert not speaks(opinion_on(ASKED))
    work()
    assert not speaks(opinion_on(ASKED))
    assert experience().documents == (26 if change in ("text", "tags") else 20)


def test_a_change_of_a_draft_leaves_the_experience_as_it_is(app: Flask, work: Any) -> None:
    told_by("published")
    others()
    work()
    draft = practice("draft")
    edit(draft.submitter, draft, {"summary": "Other words."})
    assert speaks(opinion_on(ASKED))
    learn_soon()
    assert waiting() == 0


def test_who_asks_before_the_worker_has_counted_is_answered_by_the_lexicon_and_writes_nothing(app: Flask) -> None:
    told_by("published")
    before = freshness.current(db.session.connection())
    assert opinion_on(ASKED).ranked == Opinion(ASKED).ranked
    assert waiting() == 0
    assert freshness.current(db.session.connection()) == before


def test_the_worker_is_asked_once(app: Flask) -> None:
    told_by("published")
    for _ in range(3):
        learn_soon()
    assert waiting() == 1
    learn_anew([{}])
    with transaction():
        db.session.execute(delete(Job))
    learn_soon()
    assert waiting() == 0


def test_counting_twice_changes_nothing(app: Flask, no_file: Path) -> None:
    told_by("published")
    learn_anew([{}])
    first = no_file.stat().st_mtime_ns
    learn_anew([{}, {}])
    assert no_file.stat().st_mtime_ns == first


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"state": 1, "terms": 3}', b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_made_anew(app: Flask, work: Any, no_file: Path, content: bytes) -> None:
    told_by("published")
    others()
    no_file.write_bytes(content)
    assert opinion_on(ASKED).ranked == Opinion(ASKED).ranked
    work()
    assert speaks(opinion_on(ASKED))


def test_processes_that_share_a_data_folder_agree(app: Flask, work: Any) -> None:
    told_by("published")
    others()
    work()
    mine = opinion_on(ASKED).ranked
    app.extensions.pop("hub_experience")  # as another process would begin
    assert opinion_on(ASKED).ranked == mine


def test_a_public_practice_does_not_confirm_itself(app: Flask, work: Any) -> None:
    (one, *_) = told_by("published", 3)
    others()
    work()
    codes = {"objective": one.objectives, "principle": one.principles, "sdg": one.sdgs}
    (own,) = [lesson.subject for lesson in lessons() if lesson.subject.title == one.title]
    asked = Subject(own.title, f"{own.body}\n{ASKED.body}", "en")
    assert speaks(opinion_on(asked))
    assert not speaks(opinion_on(asked, own=codes))


def test_an_empty_hub_answers_by_the_lexicon(app: Flask, work: Any) -> None:
    assert opinion_on(ASKED).ranked == Opinion(ASKED).ranked
    work()
    assert experience().documents == 0
