"""What the Experts Database shows on pages that are not its own, and what waits in inboxes."""

from collections.abc import Sequence

from flask import render_template, url_for
from flask_babel import gettext as _

from experts import queries
from experts.models import Expert
from experts.workflow import RENEWAL_NOTICE
from hub import clock
from hub.auth.actors import current_actor
from hub.auth.models import User
from hub.db import db
from hub.feature import Waiting
from hub.i18n import coded, listed, names
from hub.policy import Actor, can


def on_objective(code: str) -> str:
    """The page of an objective: experts on it."""
    experts, total = queries.for_objective(current_actor(), code)
    return render_template("experts/_on_objective.html", experts=experts, total=total, code=code)


def related(objectives: Sequence[str], countries: Sequence[str], regions: Sequence[str]) -> str:
    """A page about something with these objectives and places: experts on it, each with the reason."""
    found = [
        (expert, _shared_objectives(expert, objectives), _known_places(expert, countries, regions))
        for expert in queries.related(current_actor(), objectives, countries, regions)
    ]
    return render_template("experts/_related.html", found=found, objective=objectives[0] if objectives else "")


def _shared_objectives(expert: Expert, objectives: Sequence[str]) -> str:
    return listed(coded("objectives", code) for code in expert.objectives if code in objectives)


def _known_places(expert: Expert, countries: Sequence[str], regions: Sequence[str]) -> str:
    """What the expert knows of these places, in words: countries, or else regions."""
    known = [code for code in expert.experience_countries if code in countries]
    return names("countries", known) or names("regions", [code for code in expert.reach if code in regions])


def waiting(actor: Actor) -> list[Waiting]:
    """Messages to answer, a profile to renew; for the secretariat, what to verify and to settle."""
    if not isinstance(actor, User):
        return []
    found = [
        Waiting(_("Answer a message from %(name)s", name=contact.other_name(actor.id)), contact.subject,
                url_for("experts.contact", contact_id=contact.id), contact.turn_since)
        for contact in queries.awaiting(actor)
    ]  # fmt: skip
    expert = queries.own(actor)
    if expert is not None:
        found += _about_own(expert)
    if can(actor, "expert.decide"):
        found += [
            Waiting(_("Verify an expert"), e.name, url_for("experts.show", slug=e.slug), e.status_since)
            for e in db.session.scalars(queries.to_verify().limit(100))
        ]
        found += [
            Waiting(
                _("Decide on a reported conversation"),
                contact.subject,
                url_for("experts.contact", contact_id=contact.id),
                contact.reported_at,
            )
            for contact in queries.reported()
            if contact.reported_at
        ]
    return found


def _about_own(expert: Expert) -> list[Waiting]:
    page, found = url_for("experts.me"), []
    if (
        expert.state in ("verified", "expired")
        and expert.expires_at
        and expert.expires_at - RENEWAL_NOTICE <= clock.now()
    ):
        since = min(clock.now(), expert.expires_at - RENEWAL_NOTICE)
        found.append(Waiting(_("Renew your expert profile"), expert.name, page, since, expert.expires_at))
    if expert.is_published and expert.available_until and expert.available_until < clock.now().date():
        found.append(Waiting(_("Say whether you are available"), expert.name, page, expert.updated_at))
    return found
