"""Doing the same with several practices: each by itself, so that one which cannot be done holds up no other."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from hub import audit
from hub.audit import AuditEntry
from hub.db import db, transactional
from hub.errors import Conflict, HubError, Invalid, NotFound, require_seen
from hub.policy import Actor, require
from repository.models import Practice


class Chosen(NamedTuple):
    """A practice by its id, and the version of it that the actor looked at."""

    id: int
    seen: int


class Outcome(NamedTuple):
    """What became of a practice: done, or left as it is for a reason."""

    practice_id: int
    refused: str


def in_bulk(
    actor: Actor, name: str, chosen: Iterable[Chosen], deed: Callable[[Practice], Any]
) -> tuple[AuditEntry, list[Outcome]]:
    """Do something with each of these practices, and keep what became of it in the audit log under `name`.

    A practice that somebody else has changed meanwhile is left as it is.
    """
    require(actor, "practice.decide")
    outcomes = [Outcome(one.id, _refusal(actor, one, deed)) for one in dict.fromkeys(chosen)]
    return _keep(actor, name, outcomes), outcomes


def _refusal(actor: Actor, one: Chosen, deed: Callable[[Practice], Any]) -> str:
    """Why it could not be done; "" where it was done."""
    try:
        _do(actor, one, deed)
    except Invalid as error:
        return error.text
    except HubError as error:
        return str(error)
    except (StaleDataError, IntegrityError):
        return Conflict.default_message()
    return ""


@transactional
def _do(actor: Actor, one: Chosen, deed: Callable[[Practice], Any]) -> None:
    practice = db.session.get(Practice, one.id)
    if practice is None:
        raise NotFound
    require(actor, "practice.decide", practice)
    require_seen(one.seen, practice.version, Conflict.default_message())
    deed(practice)


@transactional
def _keep(actor: Actor, name: str, outcomes: list[Outcome]) -> AuditEntry:
    return audit.record(actor, "practice.bulk", None, deed=name, outcomes=[list(outcome) for outcome in outcomes])
