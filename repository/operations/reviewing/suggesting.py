"""Whom the secretariat might invite to review, each with the reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from hub.auth.models import User
from hub.feature import NOTHING_KNOWN, Expertise, expertise_of
from hub.i18n import coded, label, listed
from hub.taxonomy import CONTINENTS, reach, regions_of, with_ancestors
from repository.models import Practice
from repository.models.review import COUNTING, EXPIRED
from repository.operations.reviewing.conflicts import obstacle_to
from repository.operations.reviewing.lacking import needed_reviewers
from repository.queries import open_reviews, reviewer_pool

MAIN_OBJECTIVE, OBJECTIVE, LANGUAGE, COUNTRY, REGION, BALANCE, OPEN_REVIEW = 6, 2, 5, 4, 2, 3, -3
"""What counts how much. A review in hand weighs as much as a fitting continent; nothing outweighs an objective."""


@dataclass
class Suggestion:
    """Somebody who could review. `fits`: one of those who together would meet the rules."""

    reviewer: User
    points: int = 0
    reasons: list[str] = field(default_factory=list)
    fits: bool = False
    unanswered: bool = False
    """Whether this person has let an invitation to this round pass."""

    @property
    def continent(self) -> str | None:
        regions = regions_of(self.reviewer.country or "")
        return next((code for code in regions if code in CONTINENTS), None)

    def note(self, points: int, reason: str) -> None:
        self.points += points
        self.reasons.append(reason)


class Suggestions(NamedTuple):
    """The best first, and those whom something keeps from reviewing, with what it is."""

    ranked: list[Suggestion]
    left_out: list[tuple[User, str]]


def suggestions(practice: Practice) -> Suggestions:
    """Everybody in the pool, for this practice in its present round. The same question has the same answer."""
    pool = reviewer_pool()
    profiles = expertise_of(current_app, [person.id for person in pool])
    busy = open_reviews()
    possible, left_out = [], []
    for person in pool:
        profile = profiles.get(person.id, NOTHING_KNOWN)
        if obstacle := obstacle_to(practice, person, profile):
            left_out.append((person, obstacle))
        else:
            possible.append(_weighed(practice, person, profile, busy.get(person.id, 0)))
    return Suggestions(_ranked(practice, possible), left_out)


def next_reviewer(practice: Practice) -> User | None:
    """Whom to ask next: the first of those who would meet the rules, if anybody is still needed."""
    return next((one.reviewer for one in suggestions(practice).ranked if one.fits), None)


def _weighed(practice: Practice, person: User, profile: Expertise, busy: int) -> Suggestion:
    found = Suggestion(person)
    for points, codes in ((MAIN_OBJECTIVE, practice.objectives_primary), (OBJECTIVE, practice.objectives_secondary)):
        if shared := [code for code in codes if code in profile.objectives]:
            names = listed(coded("objectives", code) for code in shared)
            found.note(points * len(shared), _("Knows the subject: %(objectives)s", objectives=names))
    if practice.language and practice.language in {*profile.languages, person.language}:
        found.note(LANGUAGE, _("Reads %(language)s", language=label("languages", practice.language)))
    if place := _known_place(practice, profile):
        found.note(*place)
    if any(r.reviewer_id == person.id and r.state == EXPIRED for r in practice.current_reviews):
        found.unanswered = True
        found.reasons.append(_("Did not answer an invitation to this review"))
    found.points += OPEN_REVIEW * busy
    found.reasons.append(ngettext("%(num)d open review", "%(num)d open reviews", busy) if busy else _("No open review"))
    return found


def _known_place(practice: Practice, profile: Expertise) -> tuple[int, str] | None:
    """A country of the practice that the person knows, or else the smallest region of it."""
    if shared := [code for code in practice.countries if code in profile.countries]:
        return COUNTRY, _("Knows %(places)s", places=listed(label("countries", code) for code in shared))
    theirs = {*with_ancestors(profile.regions), *reach(profile.countries, ())}
    region = next((code for code in reach(practice.countries, practice.regions) if code in theirs), None)
    return (REGION, _("Knows %(places)s", places=label("regions", region))) if region else None


def _ranked(practice: Practice, possible: list[Suggestion]) -> list[Suggestion]:
    """First those who together would meet the rules, chosen one by one for balance; then the others by their points."""
    rest = sorted(possible, key=lambda one: (one.unanswered, -one.points, one.reviewer.name, one.reviewer.id))
    counting = [review for review in practice.current_reviews if review.state in COUNTING]
    seen = {Suggestion(review.reviewer).continent for review in counting}
    chosen: list[Suggestion] = []
    for kind, number in zip((True, False, None), needed_reviewers(practice), strict=True):
        for _n in range(number):
            fitting = [one for one in rest if kind in (None, one.reviewer.is_un) and not one.unanswered]
            if not fitting:
                break
            best = max(fitting, key=lambda one: one.points + (BALANCE if _balances(one, seen) else 0))
            best.fits = True
            _note_balance(best, seen)
            seen.add(best.continent)
            chosen.append(best)
            rest.remove(best)
    for one in rest:
        _note_balance(one, seen)
    return chosen + rest


def _balances(one: Suggestion, seen: Iterable[str | None]) -> bool:
    return one.continent is not None and one.continent not in seen


def _note_balance(one: Suggestion, seen: Iterable[str | None]) -> None:
    if _balances(one, seen):
        continent = label("regions", one.continent or "")
        one.reasons.append(_("Brings balance: no other reviewer is from %(region)s", region=continent))
