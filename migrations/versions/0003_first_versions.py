"""What is there already: first versions, dates of confirmation, names of organizations, imports"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from hub.taxonomy.organizations.names import initials_of, match_name, spaced

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
    _keep_first_versions(connection)
    _confirm_what_is_public(connection)
    _name_organizations(connection)
    _tell_imports_apart(connection)
    with op.batch_alter_table("organization") as organization:
        organization.alter_column("sort_name", existing_type=sa.String(400), nullable=False)
        organization.alter_column("version", existing_type=sa.Integer(), nullable=False)


def _tell_imports_apart(connection) -> None:
    """Whoever imported a practice is none of its authors, who are read from the audit log from now on."""
    connection.execute(
        sa.text(
            "UPDATE audit_entry SET action = 'practice.take_in' WHERE kind = 'practice' AND action = 'practice.create' "
            "AND thing_id IN (SELECT id FROM practice WHERE submitter_id IS NULL)"
        )
    )


def _keep_first_versions(connection) -> None:
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


def _confirm_what_is_public(connection) -> None:
    """It was right when it was published. Its authors are asked after a year, and not all on the day of the upgrade."""
    metadata = sa.MetaData()
    metadata.reflect(connection, only=["practice", "job"])
    practice, job = metadata.tables["practice"], metadata.tables["job"]
    job.c.payload.type = sa.JSON()
    now = datetime.now(UTC)
    public = sa.select(practice.c.id, practice.c.published_at).where(practice.c.published_at.is_not(None))
    for row in connection.execute(public).all():
        published_at = row.published_at if row.published_at.tzinfo else row.published_at.replace(tzinfo=UTC)
        due = max(published_at + timedelta(days=365), now + timedelta(days=30 + row.id % 60))
        connection.execute(practice.update().where(practice.c.id == row.id).values(confirmed_at=row.published_at))
        connection.execute(
            job.insert().values(
                name="practice.still_right", payload={"id": row.id}, created_at=now, run_at=due, attempts=0
            )
        )


def _name_organizations(connection) -> None:
    """Each goes by its name; where two names are the same but for case, accents and dots, the second has none."""
    metadata = sa.MetaData()
    metadata.reflect(connection, only=["organization", "organization_name"])
    organization, other = metadata.tables["organization"], metadata.tables["organization_name"]
    known = set()
    for row in connection.execute(sa.select(organization).order_by(organization.c.id)).all():
        key = match_name(row.name)
        values = {"sort_name": spaced(row.name), "version": 1}
        connection.execute(organization.update().where(organization.c.id == row.id).values(**values))
        if key not in known:
            known.add(key)
            connection.execute(
                other.insert().values(
                    organization_id=row.id,
                    name=row.name,
                    key=key,
                    words=spaced(row.name),
                    initials=initials_of(row.name),
                    is_tentative=False,
                )
            )


def downgrade() -> None:
    """The versions stay: whoever goes further back drops their table."""
