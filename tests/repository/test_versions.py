"""What a practice said when it was submitted and published."""

from flask import Flask

from hub.auth.actors import GUEST
from hub.db import db, transaction
from hub.policy import can, visible
from repository import operations, queries
from repository.models import Practice, PracticeAuthor
from repository.models.version import PUBLISHED, SUBMITTED
from tests import factories


def test_each_submission_is_kept_as_it_was(app: Flask) -> None:
    practice = factories.practice("draft")
    operations.move(practice.submitter, practice, "submitted")
    (kept,) = queries.versions(practice, SUBMITTED)
    assert kept.number == 1
    assert kept.content["title"] == practice.title
    assert queries.versions(practice, PUBLISHED) == []


def test_a_correction_of_a_public_text_makes_a_version(app: Flask) -> None:
    practice, secretariat = factories.practice("published"), factories.user("secretariat")
    operations.edit(secretariat, practice, {"summary": "What was done, and when."})
    assert [version.number for version in queries.versions(practice, PUBLISHED)] == [2, 1]


def test_saving_the_same_text_again_makes_no_version(app: Flask) -> None:
    practice, secretariat = factories.practice("published"), factories.user("secretariat")
    operations.edit(secretariat, practice, {"summary": practice.summary})
    assert len(queries.versions(practice, PUBLISHED)) == 1


def test_no_version_holds_the_contact_person(app: Flask) -> None:
    practice = factories.practice("draft", focal_point={"name": "Canary", "email": "canary@example.org", "role": None})
    operations.move(practice.submitter, practice, "submitted")
    assert "anary" not in str(queries.versions(practice, SUBMITTED)[0].content)


def test_a_co_author_may_write_only_after_accepting(app: Flask) -> None:
    practice, colleague = factories.practice("draft"), factories.user()
    invited = PracticeAuthor(practice_id=practice.id, email=colleague.email)
    practice.authors.append(invited)
    assert not can(colleague, "practice.edit", practice)
    invited.user_id = colleague.id
    assert can(colleague, "practice.edit", practice)
    assert not can(colleague, "practice.own", practice)
    db.session.rollback()


def test_an_invitation_that_nobody_has_accepted_opens_nothing_to_guests(app: Flask) -> None:
    practice = factories.practice("draft")
    with transaction():
        practice.authors.append(PracticeAuthor(email="colleague@example.org"))
    assert db.session.scalars(visible(GUEST, Practice, "practice.view")).all() == []
    assert not can(GUEST, "practice.view", practice)
