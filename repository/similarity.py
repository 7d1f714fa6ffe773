"""Which practices look alike, each with the reasons in words: likely duplicates of one that is being written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask_babel import gettext as _

from hub.db import db
from hub.markup import plain
from hub.policy import Actor, visible
from hub.search.queries import search
from hub.search.text import is_stop_word, terms
from repository.models import Practice, PracticeOrganization

SHOWN = 5
CONSIDERED = 20
"""From each place where a practice like this one might be."""
LONGEST = 300
"""Characters of the text that are searched for."""
SAME_TITLE, SIMILAR_TITLE, SIMILAR_TEXT = 0.9, 0.5, 0.4
"""From which likeness on it is worth a word."""


@dataclass(frozen=True)
class Likeness:
    """A practice that looks like another one; the heavier, the more alike."""

    practice: Practice
    weight: float
    reasons: list[str] = field(default_factory=list)


def duplicates_of(actor: Actor, practice: Practice) -> list[Likeness]:
    """What this actor may read and what looks like the practice, the most alike first."""
    candidates = {other.id: other for other in _candidates(actor, practice) if other.id != practice.id}
    found = (likeness(practice, other) for other in candidates.values())
    return sorted((one for one in found if one.reasons), key=lambda one: (-one.weight, -one.practice.id))[:SHOWN]


def likeness(one: Practice, other: Practice) -> Likeness:
    """How far two practices are alike, and why."""
    title = alike(one.title, other.title, one.language)
    text = alike(_told(one), _told(other), one.language)
    leads = {organization.id for organization in one.lead_organizations}
    same_lead = bool(leads & {organization.id for organization in other.lead_organizations})
    same_country = bool(set(one.countries) & set(other.countries))
    reasons = [
        (title >= SAME_TITLE, 4.0, _("the same title")),
        (SIMILAR_TITLE <= title < SAME_TITLE, 2.0 + title, _("a similar title")),
        (text >= SIMILAR_TEXT, 1.0 + text, _("a similar text")),
        (same_lead and same_country, 1.0 + title, _("the same country and lead organization")),
    ]
    good = [(weight, words) for holds, weight, words in reasons if holds]
    return Likeness(other, sum(weight for weight, _words in good), [words for _weight, words in good])


def alike(one: str | None, other: str | None, language: str | None) -> float:
    """How much of their words two texts share, from 0 to 1; endings and words that say nothing do not count."""
    first, second = _stems(one or "", language or "en"), _stems(other or "", language or "en")
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _stems(text: str, language: str) -> frozenset[str]:
    told = ((word, stem) for word, step, stem in terms(text, language) if step)
    return frozenset(stem or word for word, stem in told if not is_stop_word(word, (language,)))


def _told(practice: Practice) -> str:
    """What the beginning of a practice says."""
    return plain((practice.html or {}).get("summary", ""))


def _candidates(actor: Actor, practice: Practice) -> Iterator[Practice]:
    """Where a practice like this one might be: what a search for its words finds, its organizations', its authors'."""
    words = f"{practice.title or ''} {_told(practice)}"[:LONGEST].strip()
    if words:
        only = {"type": frozenset({"practice"})}
        yield from (found.thing for found in search(actor, words, only, per_page=CONSIDERED).found)
    leads = [organization.id for organization in practice.lead_organizations]
    if leads and practice.countries:
        link = (PracticeOrganization.part == "lead") & PracticeOrganization.organization_id.in_(leads)
        same = visible(actor, Practice, "practice.view").where(
            Practice.organization_links.any(link), Practice.tagged("country", practice.countries)
        )
        yield from db.session.scalars(same.order_by(Practice.id.desc()).limit(CONSIDERED))
    theirs = [writer.id for writer in practice.writers]
    own = visible(actor, Practice, "practice.view").where(Practice.submitter_id.in_(theirs))
    yield from db.session.scalars(own.order_by(Practice.id.desc()).limit(CONSIDERED))
