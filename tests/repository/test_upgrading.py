"""What an upgrade makes of practices that are there already."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import JSON, MetaData, select

from hub import upgrading
from hub.db import db
from hub.jobs.models import Job
from repository.models import Practice
from repository.operations.versions import content_of


def _insert(table: str, **values: Any) -> None:
    """A row in a table as it was before the upgrade."""
    with db.engine.begin() as connection:
        found = MetaData()
        found.reflect(connection, only=[table])
        for column in found.tables[table].columns:
            if isinstance(values.get(column.name), (dict, list)):
                column.type = JSON()
        connection.execute(found.tables[table].insert().values(**values))


def _old_practice(number: int, status: str, published_at: datetime | None) -> None:
    _insert(
        "practice", id=number, slug=f"old-{number}", status=status, title="Desks at the border", links=[], html={},
        round=1, version=3, start_year=2020, language="en", published_at=published_at, created_at=published_at or NOW,
        updated_at=published_at or NOW,
    )  # fmt: skip


NOW = datetime(2025, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_was_public_becomes_its_own_first_version(make_hub: Callable[..., Flask], kind: str) -> None:
    with make_hub(kind).app_context():
        upgrading.upgrade("0001")
        _old_practice(1, "published", NOW)
        _old_practice(2, "draft", None)
        _insert("practice_tag", owner_id=1, field="objective_1", code="11", position=0)
        _insert("organization", id=1, slug="m", name="Ministry", match_name="ministry", created_at=NOW, updated_at=NOW)
        _insert("practice_organization", practice_id=1, organization_id=1, part="lead", position=0)
        upgrading.upgrade()
        public, draft = db.session.scalars(select(Practice).order_by(Practice.id))
        (version,) = public.versions
        assert version.content == content_of(public)
        assert version.content["lead_organizations"] == [{"name": "Ministry", "category": None}]
        assert (version.number, version.at) == (1, NOW)
        assert draft.versions == []
        assert public.confirmed_at == NOW
        assert [name.key for name in public.lead_organizations[0].names] == ["ministry"]
        assert db.session.scalars(select(Job.name)).all() == ["practice.still_right"]
