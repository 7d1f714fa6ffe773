"""Test data: each function saves and returns one valid thing, with whatever a test wants to be special."""

from itertools import count
from typing import Any

from hub import clock
from hub.auth.models import User
from hub.db import db, transaction
from repository.models import Practice, PracticeAuthor, Review
from repository.models.version import PUBLISHED
from repository.operations import create
from repository.operations.versions import keep_version

_numbers = count(1)


def user(role: str = "member", **special: Any) -> User:
    """A person with a confirmed account."""
    n = next(_numbers)
    values = {
        "email": f"{role}{n}@example.org",
        "name": f"{role.title()} {n}",
        "role": role,
        "confirmed_at": clock.now(),
        "category": "civil-society",
        "organization": f"Organization {n}",
        "country": "KE" if role == "reviewer" else "TZ",
        "language": "en",
    } | special
    with transaction():
        made = User(**values)
        db.session.add(made)
    return made


def practice(status: str = "published", **special: Any) -> Practice:
    """A complete practice in a state, as if it had come there by itself."""
    n = next(_numbers)
    values = {
        "title": f"Practice number {n} of the tests", "summary": "What was done.", "benefit_impact": "It helped.",
        "practice_type": "project", "language": "en", "scope": "national", "countries": ["TZ"], "start_year": 2021,
        "objectives_primary": ["8"], "lead_organizations": [{"name": f"Ministry {n}", "category": "member-state"}],
    }  # fmt: skip
    submitter = special.pop("submitter", None) or user("focal_point")
    with transaction():
        made = create(submitter, values | special)
        made.status, made.status_since = status, clock.now()
        if status in ("published", "update_requested", "archived"):
            made.published_at = clock.now()
            keep_version(made, PUBLISHED)
    return made


def review(of: Practice, state: str = "invited", **special: Any) -> Review:
    """A review of a practice by a reviewer of its own."""
    reviewer = special.pop("reviewer", None) or user("reviewer")
    if state == "submitted":
        special.setdefault("submitted_at", clock.now())
    with transaction():
        made = Review(practice=of, reviewer=reviewer, round=of.round, is_un=reviewer.is_un, state=state,
                      due_at=clock.now(), **special)  # fmt: skip
        db.session.add(made)
    return made


def author(of: Practice, *, accepted: bool = True) -> User:
    """Somebody who writes a practice together with its submitter, or is asked to."""
    person = user()
    with transaction():
        made = PracticeAuthor(practice_id=of.id, email=person.email, token_digest=None if accepted else "x")
        made.user_id = person.id if accepted else None
        db.session.add(made)
    return person
