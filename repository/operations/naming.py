"""Answering whether an organization that a practice names is one that the register knows by another name."""

from flask_babel import gettext as _

from hub.db import transactional
from hub.errors import Conflict
from hub.policy import Actor, require
from hub.taxonomy.organizations import Organization, find_or_add
from hub.taxonomy.organizations.operations import tell_apart
from repository.models import Practice
from repository.models.practice import ORGANIZATION_FIELDS
from repository.operations.drafting import edit
from repository.queries.organizations import questions
from repository.schemas import PracticeSchema


@transactional
def take_known(actor: Actor, practice: Practice, organization: Organization, name: str) -> Practice:
    """Name the known organization in place of the one that resembles it. Raises Conflict where that is not asked."""
    _require_asked(actor, practice, organization, name)
    said = PracticeSchema(only=ORGANIZATION_FIELDS).dump(practice)
    for entry in (entry for entries in said.values() for entry in entries):
        if entry["name"] == organization.name:
            entry["name"] = name
    return edit(actor, practice, said)


@transactional
def keep_own(actor: Actor, practice: Practice, organization: Organization, name: str) -> None:
    """Keep the organization as it is named, and remember that it is not the known one. Raises like `take_known`."""
    _require_asked(actor, practice, organization, name)
    tell_apart(actor, organization, find_or_add(name))


def _require_asked(actor: Actor, practice: Practice, organization: Organization, name: str) -> None:
    require(actor, "practice.edit", practice)
    if not any(each.organization.id == organization.id and each.name == name for each in questions(actor, practice)):
        raise Conflict(_("This question is answered already. Look at the organizations of the practice."))
