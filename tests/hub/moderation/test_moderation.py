"""The core's moderation works on any kind and only ever adds to its log."""

from typing import Any

import pytest

from hub import moderation
from hub.db import db, transaction
from hub.errors import Conflict
from hub.kinds import Ref
from hub.moderation import queries
from hub.moderation.models import AppendOnlyError, LogEntry
from hub.policy import Actor
from tests.factories import practice, user

SCOPE = Ref("practice", 1)


@pytest.fixture
def thing(app: Any) -> Any:
    return practice()


def report(actor: Actor, thing: Any) -> int:
    with transaction():
        return moderation.report(actor, thing, "other", None, changed_at=None)


def test_the_log_can_be_neither_changed_nor_cut(app: Any) -> None:
    with transaction():
        moderation.note(SCOPE, "hide", "practice", "other")
    entry = db.session.query(LogEntry).one()
    with pytest.raises(AppendOnlyError), transaction():
        entry.reason = "offensive"
    with pytest.raises(AppendOnlyError), transaction():
        db.session.delete(db.session.query(LogEntry).one())
    assert db.session.query(LogEntry).one().reason == "other"


def test_a_thing_waits_once_and_is_decided_once(thing: Any) -> None:
    keeper = user("secretariat")
    with transaction():
        first = moderation.hold(thing, SCOPE, "reported")
        assert moderation.hold(thing, SCOPE, "pre") is first
    assert [item.why for item in db.session.scalars(queries.waiting("practice", [1]))] == ["pre"]
    with transaction():
        moderation.settle(keeper, thing, "approve", seen=first.id)
    with pytest.raises(Conflict, match=f"Approved, by {keeper.name}"), transaction():
        moderation.settle(user("secretariat"), thing, "reject", seen=first.id)
    assert queries.open_item(Ref("practice", thing.id)) is None


def test_reports_of_different_members_are_counted_until_they_are_settled(thing: Any) -> None:
    reporters = [user() for _n in range(2)]
    assert [report(one, thing) for one in reporters] == [1, 2]
    with pytest.raises(Conflict):
        report(reporters[0], thing)
    with transaction():
        moderation.settle(user("secretariat"), thing, "keep")
    assert queries.flags_on("practice", [thing.id]) == {}
    assert report(user(), thing) == 1
