"""What stands on the pages of a practice once it is public, and what waits for its authors and the secretariat."""

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from hub import clock
from hub.auth.actors import current_actor
from hub.feature import Waiting
from hub.policy import Actor, can
from repository import citations
from repository.citations import apa, schema_org
from repository.models import Practice
from repository.queries import reuse, texts, updates
from repository.queries.related import places_around, related
from repository.workflow.life import UPDATE_STATES, UPDATE_TONES


def published(practice: Practice) -> str:
    """The page of a public practice, below its text: what became of it, and how it is cited."""
    edition, (adapted, origins) = texts.latest(practice), reuse.chain(practice)
    citation = citations.of(practice, edition)
    return render_template(
        "repository/_published.html",
        practice=practice,
        edition=edition,
        adapted=adapted,
        origins=origins,
        reference=apa.reference(citation),
        json_ld=schema_org.json_ld(practice, citation, origins),
        related=related(practice),
        around=sorted(places_around(practice.countries, practice.regions)),
        months=updates.months_unconfirmed(practice),
        today=clock.now(),
    )


def upkeep(practice: Practice) -> str:
    """The pages of authors and secretariat: whether the text is still right, and the update under way."""
    if not practice.is_public:
        return ""
    return render_template(
        "repository/_upkeep.html",
        practice=practice,
        update=updates.open_update(practice),
        months=updates.months_unconfirmed(practice),
        may_write=can(current_actor(), "practice.update", practice),
        may_confirm=can(current_actor(), "practice.confirm", practice),
        states=UPDATE_STATES,
        tones=UPDATE_TONES,
    )


def waiting(actor: Actor) -> list[Waiting]:
    """Updates to write and practices to confirm; for the secretariat, updates to decide on and what nobody confirms."""
    words = {"writing": _("Finish your update and submit it"), "returned": _("Look at your update again")}
    found = [
        Waiting(
            words[update.status], update.practice.title or "", _page("update", update.practice), update.status_since
        )
        for update in updates.to_go_on_with(actor)
    ]
    for practice in updates.to_look_at(actor):
        asked = practice.status == "update_requested"
        what = _("Write the update that the secretariat asks for") if asked else _("Say whether it is still right")
        since = practice.status_since if asked else practice.confirmed_at
        found.append(Waiting(what, practice.title or "", _page("follow", practice), since or practice.updated_at))
    return found + (_for_secretariat() if can(actor, "practice.decide") else [])


def _for_secretariat() -> list[Waiting]:
    found = [
        Waiting(
            _("Decide on an update"), update.practice.title or "", _page("update", update.practice), update.status_since
        )
        for update in updates.submitted()
    ]
    found += [
        Waiting(
            _("Decide on a request for withdrawal"),
            practice.title or "",
            _page("withdrawal", practice),
            practice.withdrawal_asked_at or practice.updated_at,
        )
        for practice in updates.to_withdraw()
    ]
    found += [
        Waiting(
            _("Check an adaptation"),
            told.practice.title or "",
            url_for("repository.adaptation", adaptation_id=told.id),
            told.status_since,
        )
        for told in reuse.to_check()
    ]
    number, since = updates.unconfirmed_count()
    if since is not None:
        what = ngettext("Look after %(num)d practice", "Look after %(num)d practices", number)
        found.append(Waiting(what, _("Nobody has confirmed them for long"), url_for("repository.unconfirmed"), since))
    return found


def _page(endpoint: str, practice: Practice) -> str:
    return url_for(f"repository.{endpoint}", slug=practice.slug)
