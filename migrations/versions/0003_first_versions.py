"""What is public already becomes the first version of itself"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

COLUMNS = (
    "title summary practice_type language scope subnational start_year end_year implementation benefit_impact "
    "key_lessons recommendations innovation resources_needed links source"
).split()
CODES = {
    "countries": "country",
    "regions": "region",
    "objectives_primary": "objective_1",
    "objectives_secondary": "objective_2",
    "principles": "principle",
    "sdgs": "sdg",
}
PARTS = {"lead_organizations": "lead", "partners": "partner", "donors": "donor"}


def _tables(connection):
    """The tables as they are at this revision: the models may have moved on."""
    names = ("practice", "practice_tag", "practice_organization", "organization", "practice_version")
    metadata = sa.MetaData()
    metadata.reflect(connection, only=names)
    return [metadata.tables[name] for name in names]


def upgrade() -> None:
    connection = op.get_bind()
    practice, tag, part, organization, version = _tables(connection)
    practice.c.links.type = version.c.content.type = sa.JSON()
    was_public = practice.c.published_at.is_not(None)
    named = sa.select(part.c.part, organization.c.name, organization.c.category).join_from(part, organization)
    for row in connection.execute(sa.select(practice).where(was_public).order_by(practice.c.id)).mappings().all():
        codes = connection.execute(sa.select(tag.c.field, tag.c.code).where(tag.c.owner_id == row["id"]).order_by(tag.c.position)).all()
        people = connection.execute(named.where(part.c.practice_id == row["id"]).order_by(part.c.position)).all()
        content = {name: row[name] for name in COLUMNS} | {"links": row["links"] or []}
        content |= {name: [c.code for c in codes if c.field == field] for name, field in CODES.items()}
        content |= {
            name: [{"name": p.name, "category": p.category} for p in people if p.part == wanted]
            for name, wanted in PARTS.items()
        }
        connection.execute(
            version.insert().values(
                practice_id=row["id"],
                kind="published",
                number=1,
                round=row["round"],
                at=row["published_at"],
                content=content,
            )
        )


def downgrade() -> None:
    """The versions stay: whoever goes further back drops their table."""
