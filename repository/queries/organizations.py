"""Practices and the organizations that they name."""

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from hub.db import db
from hub.i18n import listed
from hub.policy import Actor, can
from hub.taxonomy.organizations import Organization
from hub.taxonomy.organizations.duplicates import Resemblance, resembling
from repository.models import Practice, PracticeOrganization
from repository.models.practice import ORGANIZATION_FIELDS
from repository.queries.phrases import NEWEST_FIRST
from repository.schemas import PracticeSchema
from repository.workflow import PUBLIC

WITH_ALL_NAMES = (
    selectinload(Practice.organization_links)
    .joinedload(PracticeOrganization.organization)
    .selectinload(Organization.names)
)
"""Brings the organizations along with every name that they go by."""


def of_organization(organization_id: int, limit: int) -> dict[str, tuple[int, list[Practice]]]:
    """By the part that an organization has in public practices: how many they are, and the newest of them."""
    link, each_part = PracticeOrganization, PracticeOrganization.part
    ranked = (
        select(
            link.practice_id, link.part,
            func.row_number().over(partition_by=each_part, order_by=NEWEST_FIRST).label("place"),
            func.count().over(partition_by=each_part).label("total"),
        )
        .join(Practice, Practice.id == link.practice_id)
        .where(link.organization_id == organization_id, Practice.status.in_(PUBLIC))
        .subquery()
    )  # fmt: skip
    rows = db.session.execute(select(ranked).where(ranked.c.place <= limit).order_by(ranked.c.place)).all()
    shown = select(Practice).where(Practice.id.in_([row.practice_id for row in rows]))
    practices = {practice.id: practice for practice in db.session.scalars(shown)}
    return {
        row.part: (row.total, [practices[each.practice_id] for each in rows if each.part == row.part]) for row in rows
    }


def questions(actor: Actor, practice: Practice) -> list[Resemblance]:
    """The organizations of a practice, new to the hub, that may be known ones, for whoever may edit it."""
    if not can(actor, "practice.edit", practice):
        return []
    return resembling(actor, [link.organization for link in practice.organization_links])


def parts_of(practice: Practice, organization: Organization) -> str:
    """The labels of the fields in which a practice names an organization."""
    fields = PracticeSchema(only=ORGANIZATION_FIELDS).fields
    return listed(f.metadata["label"] for name, f in fields.items() if organization in getattr(practice, name))
