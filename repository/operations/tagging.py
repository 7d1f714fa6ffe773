"""Taking tags that were suggested."""

from collections.abc import Mapping, Sequence

from hub.db import transactional
from hub.policy import Actor
from repository.models import Practice
from repository.operations.drafting import edit


@transactional
def take_tags(
    actor: Actor, practice: Practice, taken: Mapping[str, Sequence[str]], *, seen: int | None = None
) -> list[str]:
    """Add codes to a practice, and return those that it did not have; `taken` comes from `TakenTagsSchema`.

    What it has stays where it is, and an objective taken as both becomes a main one. Raises as `edit` does.
    """
    has = {"objectives_primary": practice.objectives, "objectives_secondary": practice.objectives,
           "principles": practice.principles, "sdgs": practice.sdgs}  # fmt: skip
    new = {name: [code for code in taken.get(name) or () if code not in had] for name, had in has.items()}
    main = new["objectives_primary"]
    new["objectives_secondary"] = [code for code in new["objectives_secondary"] if code not in main]
    edit(actor, practice, {name: [*getattr(practice, name), *codes] for name, codes in new.items()}, seen=seen)
    return [code for codes in new.values() for code in codes]
