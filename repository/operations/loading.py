"""Beginning many drafts at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from hub.db import transactional
from hub.policy import Actor
from repository.models import Practice
from repository.operations.drafting import create


@transactional
def create_all(actor: Actor, drafts: Iterable[Mapping[str, Any]]) -> list[Practice]:
    """A new draft of the actor's for each set of values, all or none; the values come from `PracticeSchema`."""
    return [create(actor, values) for values in drafts]
