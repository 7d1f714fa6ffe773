"""Keeping an entry of the register right."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from hub import audit, clock
from hub.db import db, transactional
from hub.errors import Invalid, require_seen
from hub.policy import Actor, require
from hub.taxonomy.organizations.models import Organization
from hub.taxonomy.organizations.names import match_name, spaced
from hub.taxonomy.organizations.operations.adding import Names, first_names, make_name, make_way, names_with
from hub.taxonomy.organizations.operations.naming import forget
from hub.undo import undoable


@transactional
@undoable("organization.edit", keeping=frozenset())
def edit(
    actor: Actor, organization: Organization, values: Mapping[str, Any], *, seen: int | None = None
) -> Organization:
    """Give an entry these values, from `EntrySchema`. `seen` is the version that the editor looked at.

    Raises Overtaken where somebody else has saved since, and Invalid where a name is that of another organization.
    """
    require(actor, "organization.edit", organization)
    require_seen(seen, organization.version)
    before = organization.name
    _rename(organization, values["name"], values.get("other_names") or [])
    organization.category, organization.website = values.get("category"), values.get("website")
    organization.updated_at = clock.now()  # names are rows of another table
    audit.record(actor, "organization.edit", organization, name=organization.name, before=before)
    db.session.flush()
    forget(db.session())
    return organization


def _rename(organization: Organization, name: str, others: list[str]) -> None:
    there = names_with({match_name(each) for each in (name, *others)})
    taken = make_way({key: row for key, row in there.items() if row.organization_id != organization.id})
    _refuse_names_of_others(taken, name, others)
    names = [each.name for each in first_names(name, taken)]
    wanted = {match_name(each): each for each in reversed([*names, *others])}
    for row in list(organization.names):
        if row.key not in wanted:
            organization.names.remove(row)
        else:
            row.name, row.is_tentative = wanted.pop(row.key), False
    db.session.flush()
    organization.names += [make_name(each) for each in reversed(wanted.values())]
    organization.name, organization.sort_name = names[0], spaced(names[0])


def _refuse_names_of_others(taken: Names, name: str, others: list[str]) -> None:
    errors = {
        field: [
            _("“%(name)s” is a name of “%(other)s”. Choose another, or merge the two.", name=each,
              other=taken[match_name(each)].organization.name)
            for each in names if match_name(each) in taken
        ]
        for field, names in (("name", [name]), ("other_names", others))
    }  # fmt: skip
    if any(errors.values()):
        raise Invalid({field: messages for field, messages in errors.items() if messages})
