"""Taking in practices from an import."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from sqlalchemy import select

from hub import clock
from hub.db import db, transactional
from hub.policy import Actor, require
from hub.slugs import unique_slug
from hub.taxonomy.organizations import Organization, match_name
from repository.models import Practice, PracticeOrganization
from repository.models.version import PUBLISHED
from repository.operations.drafting import create, missing, write
from repository.operations.links import go_round
from repository.operations.merging import record, said_by
from repository.operations.versions import keep_version


@transactional
def store(actor: Actor, values: Mapping[str, Any], *, publish: bool) -> Practice:
    """Take in a practice from an import; one of the same title and lead organization is updated."""
    require(actor, "practice.decide")
    values = dict(values)
    slug, published_at = values.pop("slug", None), values.pop("published_at", None)
    values.pop("status", None)
    practice = _same(values)
    if practice is None:
        practice = create(actor, values)
        practice.slug = unique_slug(Practice, slug) if slug else practice.slug
    else:
        before = said_by(practice)
        write(practice, values)
        record(actor, "practice.import", practice, before)
    if publish:
        missing(practice)
        practice.status, practice.status_since = "published", clock.now()
        practice.published_at = published_at.astimezone(UTC) if published_at else practice.published_at or clock.now()
        keep_version(practice, PUBLISHED, at=practice.published_at)
        go_round()
    return practice


def _same(values: Mapping[str, Any]) -> Practice | None:
    """The practice that an imported line tells again."""
    leads = [match_name(entry["name"]) for entry in values.get("lead_organizations") or []]
    if not values.get("title"):
        return None
    query = select(Practice).where(Practice.title == values["title"]).order_by(Practice.id).limit(1)
    if leads:
        is_lead = (PracticeOrganization.part == "lead") & Organization.match_name.in_(leads)
        query = query.join(Practice.organization_links).join(PracticeOrganization.organization).where(is_lead)
    return db.session.scalar(query)
