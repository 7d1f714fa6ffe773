"""Who cannot review a practice. The one place that says so, for page, API and operation."""

from collections.abc import Iterable

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from hub.audit import AuditEntry
from hub.auth.models import User
from hub.db import db
from hub.feature import NOTHING_KNOWN, Expertise, expertise_of
from hub.i18n import label
from hub.taxonomy.organizations import Organization, identity_of
from repository.models import Practice
from repository.models.review import CONFLICTED, COUNTING, DECLARED, DECLINED, SUBMITTED
from repository.workflow import STATES_WITH_REVIEWERS


def obstacle_to(practice: Practice, reviewer: User, profile: Expertise | None = None) -> str | None:
    """Why this person cannot review this practice; None where nothing stands in the way. For the secretariat's eyes.

    `profile` saves the question what features know of the person, where the caller has asked it for many.
    """
    if profile is None:
        profile = expertise_of(current_app, [reviewer.id]).get(reviewer.id, NOTHING_KNOWN)
    return _unavailable(practice, reviewer) or conflict_of(practice, reviewer, profile)


def _unavailable(practice: Practice, reviewer: User) -> str | None:
    if reviewer.role != "reviewer" or not reviewer.is_active:
        return _("This person is not in the pool of reviewers.")
    states = {review.state for review in practice.current_reviews if review.reviewer_id == reviewer.id}
    if states.intersection(COUNTING):
        return _("This person is invited already.")
    if DECLINED in states:
        return _("This person has refused the invitation.")
    return None


def takes_part_in_review(practice: Practice, person: User) -> bool:
    """Whether this person is still to review the practice, or has read it as a reviewer: they cannot write it as well.

    Who has refused an invitation, or let it pass, before reading more than title and summary, can; so can who stepped
    back for a conflict of interest: writing the practice may be just that.
    """
    mine = [review for review in practice.reviews if review.reviewer_id == person.id and review.state != CONFLICTED]
    under_way = practice.status in ("submitted", *STATES_WITH_REVIEWERS)
    if any(
        one.state in (DECLARED, SUBMITTED) or (one.state in COUNTING and under_way and one.is_current) for one in mine
    ):
        return True
    said = select(AuditEntry.id).where(
        AuditEntry.kind == "review",
        AuditEntry.thing_id.in_(review.id for review in mine),
        AuditEntry.action == "review.declare",
        AuditEntry.data["state"].as_string() == DECLARED,
    )
    return db.session.scalar(said.limit(1)) is not None


def conflict_of(practice: Practice, reviewer: User, profile: Expertise) -> str | None:
    """The conflict of interest that the hub knows of, in words; None where it knows of none."""
    if reviewer.id in {author.id for author in practice.all_writers}:
        return _("Nobody reviews their own submission.")
    if reviewer.email == ((practice.focal_point or {}).get("email") or "").lower():
        return _("This person is the contact person of the practice.")
    if shared := _shared_organization(practice, reviewer, profile):
        return _("This person works for %(organization)s, which has a part in the practice.", organization=shared)
    if reviewer.country and reviewer.country in {a.country for a in practice.all_writers if _is_government(a)}:
        country = label("countries", reviewer.country)
        return _("This person works in %(country)s, whose government submits the practice.", country=country)
    if any(r.reviewer_id == reviewer.id and r.state == CONFLICTED for r in practice.reviews):
        return _("This person declared a conflict of interest.")
    return None


def _shared_organization(practice: Practice, reviewer: User, profile: Expertise) -> str | None:
    """The organization that the reviewer works for and that submits, leads, supports or pays for the practice."""
    theirs = [(author.organization, [author.organization]) for author in practice.all_writers if author.organization]
    named = [(one.name, [one.name, *(other.name for other in one.names)]) for one in _named_in(practice)]
    mine = _folded((reviewer.organization or "", *profile.organizations))
    return next((name for name, names in (*theirs, *named) if mine & _folded(names)), None)


def _named_in(practice: Practice) -> list[Organization]:
    return [link.organization for link in practice.organization_links]


def _folded(names: Iterable[str]) -> set[str]:
    return {identity_of(name) for name in names if name}


def _is_government(author: User) -> bool:
    return author.category == "member-state" or author.role == "focal_point"
