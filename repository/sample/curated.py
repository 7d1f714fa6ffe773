"""The sample calls and collections."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from hub import clock
from hub.auth.models import User
from hub.db import db
from hub.sample import told_in
from repository.models import Call, Collection, Practice
from repository.operations import begin_collection, issue_call, show_call, show_collection
from repository.schemas.call import CallSchema
from repository.schemas.collection import CollectionSchema

_DAYS = ("opens", "closes")


def load() -> None:
    """Load the calls and collections that are not there yet; part of the running transaction."""
    secretariat = db.session.scalars(select(User).where(User.email == "secretariat@example.org")).one()
    for slug, told in told_in("calls"):
        if db.session.scalar(select(Call.id).where(Call.slug == slug)) is None:
            _call(secretariat, slug, told)
    for slug, told in told_in("collections"):
        if db.session.scalar(select(Collection.id).where(Collection.slug == slug)) is None:
            made = begin_collection(secretariat, CollectionSchema().load(told))
            made.slug = slug
            show_collection(secretariat, made, shown=True)


def _call(secretariat: User, slug: str, told: dict[str, Any]) -> None:
    answers = told.pop("answers", [])
    call = issue_call(secretariat, CallSchema().load(told | _days(told)))
    call.slug = slug
    show_call(secretariat, call, shown=True)
    for practice in db.session.scalars(select(Practice).where(Practice.slug.in_(answers))):
        practice.call = call


def _days(told: dict[str, Any]) -> dict[str, str]:
    """The days of a call; what is told in days from today loses that name."""
    today = clock.now().date()
    found = {}
    for name in _DAYS:
        days = told.pop(f"{name}_in_days", None)
        found[name] = (told[name] if days is None else today + timedelta(days=days)).isoformat()
    return found
