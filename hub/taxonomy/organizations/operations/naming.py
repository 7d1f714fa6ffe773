"""From a name to the organization that it means, which is added where it is new.

An import does it tens of thousands of times, so what a name has meant is remembered until its transaction ends.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, SessionTransaction

from hub.db import db
from hub.taxonomy.organizations.mentions import is_public
from hub.taxonomy.organizations.models import Organization
from hub.taxonomy.organizations.names import match_name, parts_of
from hub.taxonomy.organizations.operations.adding import Names, add, add_well_known, means, names_with
from hub.taxonomy.organizations.well_known import well_known

_MEMO = "organizations"


def find_or_add_all(entries: Iterable[Mapping[str, Any]] | None) -> list[Organization]:
    """The organizations of a list of {"name", "category"}, each once, in order."""
    return list(dict.fromkeys(find_or_add(entry["name"], entry.get("category")) for entry in entries or ()))


def find_or_add(name: str, category: str | None = None) -> Organization:
    """The organization of this name; added to the register where it is new. Part of the running transaction.

    A category that is lacking is filled in, unless the organization is public: that entry is the secretariat's.
    """
    organization = _remembered(name) or _remember(name, _found_or_added(name, category))
    if category and not organization.category and not is_public(organization):
        organization.category = category
    return organization


def find(name: str) -> Organization | None:
    """The organization in the register that this name means, or None."""
    organization = _remembered(name) or _meant(name, _names_like(name))
    return _remember(name, organization) if organization else None


def _remembered(name: str) -> Organization | None:
    known: Organization | None = db.session().info.get(_MEMO, {}).get(name)
    if known is None or known in db.session:
        return known
    return _remember(name, db.session.get_one(Organization, known.id))  # the session was emptied meanwhile


def _remember(name: str, organization: Organization) -> Organization:
    db.session().info.setdefault(_MEMO, {})[name] = organization
    return organization


def forget(session: Session, _ended: object = None) -> None:
    """Forget what names have meant: what was added since a savepoint is gone with it, and its number may come again."""
    session.info.pop(_MEMO, None)


def _forget_at_the_end(session: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        forget(session)


event.listen(db.session, "after_soft_rollback", forget)
event.listen(db.session, "after_transaction_end", _forget_at_the_end)


def _names_like(name: str) -> Names:
    """The names in the register that are those of a name, as a whole or in parts."""
    return names_with({match_name(part) for part in (name, *parts_of(name)) if part})


def _meant(name: str, there: Names) -> Organization | None:
    """The organization that a name means. An acronym beside it does not decide: others may have the same."""
    for key in (match_name(name), match_name(parts_of(name).name)):
        if key in there and means(there[key]):
            return there[key].organization
    entry = well_known(name)
    found = db.session.scalar(select(Organization).where(Organization.code == entry.code)) if entry else None
    return found.present if found else None


def _found_or_added(name: str, category: str | None) -> Organization:
    there = _names_like(name)
    found, entry = _meant(name, there), well_known(name)
    if found is not None and (entry is None or found.code):
        return found
    try:
        with db.session.begin_nested():
            return add_well_known(entry) if entry else add(name, category, there)
    except IntegrityError:  # another process has just added it
        found = _meant(name, _names_like(name))
        if found is None:
            raise
        return found
