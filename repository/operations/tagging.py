"""Taking tags that were suggested."""

from collections.abc import Mapping, Sequence

from hub.db import transactional
from hub.policy import Actor
from repository.models import Practice
from repository.operations.drafting import edit, require_editable
from repository.operations.merging import lock


@transactional
def take_tags(actor: Actor, practice: Practice, taken: Mapping[str, Sequence[str]]) -> list[str]:
    """Add codes to a practice, and return those that it did not have; `taken` comes from `TakenTagsSchema`.

    What it has by now stays where it is, whoever chose it, so that no editor has to have seen the last version. An
    objective taken as both becomes a main one. Raises as `edit` does.
    """
    lock(practice)
    require_editable(actor, practice)
    has = {"objectives_primary": practice.objectives, "objectives_secondary": practice.objectives,
           "principles": practice.principles, "sdgs": practice.sdgs}  # fmt: skip
    new = {name: [code for code in taken.get(name) or () if code not in had] for name, had in has.items()}
    main = new["objectives_primary"]
    new["objectives_secondary"] = [code for code in new["objectives_secondary"] if code not in main]
    added = {name: [*getattr(practice, name), *codes] for name, codes in new.items() if codes}
    if added:
        edit(actor, practice, added)
    return [code for codes in new.values() for code in codes]
