"""Prepared texts for decisions: ours, as the secretariat has changed them, and its own."""

from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import select

from hub.db import db
from hub.errors import NotFound
from hub.i18n import LANGUAGES
from hub.taxonomy import Vocabulary
from hub.taxonomy.vocabulary import DEFAULT_LANGUAGE, load_terms
from repository.models import CannedReason
from repository.schemas.reason import DECISIONS, Texts


@dataclass(frozen=True)
class Reason:
    """A prepared text. `row` is there where the secretariat wrote it or changed ours."""

    key: str
    decision: str
    texts: Texts
    is_ours: bool
    row: CannedReason | None = field(default=None, compare=False)

    @property
    def is_hidden(self) -> bool:
        return self.row is not None and self.row.hidden

    def _in(self, language: str | None) -> dict[str, str]:
        wanted = (language, DEFAULT_LANGUAGE, *self.texts)
        return next(self.texts[code] for code in wanted if code in self.texts)

    def label(self, language: str | None) -> str:
        """Its short name, in English or another language where there is none in this one."""
        return self._in(language)["label"]

    def text(self, language: str | None) -> str:
        """What it says, in English or another language where it says nothing in this one."""
        return self._in(language)["text"]


@cache
def _ours() -> dict[str, Reason]:
    prepared = Vocabulary("decision-reasons", load_terms("decision_reasons"))
    return {
        term.code: Reason(
            term.code,
            term.extra["decision"],
            {
                language: {"label": prepared.label(term.code, language), "text": term.text("text", language)}
                for language in LANGUAGES
            },
            is_ours=True,
        )
        for term in prepared
    }


def all_reasons() -> list[Reason]:
    """All prepared texts, hidden ones too, by step: ours first, then the secretariat's own."""
    rows = list(db.session.scalars(select(CannedReason).order_by(CannedReason.id)))
    found = dict(_ours())
    for row in rows:
        found[row.key] = Reason(row.key, row.decision, row.texts, is_ours=row.key in _ours(), row=row)
    steps = list(DECISIONS)
    return sorted(found.values(), key=lambda reason: steps.index(reason.decision))


def offered() -> list[Reason]:
    """The prepared texts that are offered."""
    return [reason for reason in all_reasons() if not reason.is_hidden]


def reason(key: str) -> Reason:
    """One prepared text. Raises NotFound."""
    found = next((each for each in all_reasons() if each.key == key), None)
    if found is None:
        raise NotFound
    return found
