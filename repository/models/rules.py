"""The rules of review: how many review, what they are asked, how long each step may take, and who sees whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from flask_babel import LazyString, force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hub import clock
from hub.db import Base
from hub.i18n import LANGUAGES, language

Words: TypeAlias = Mapping[str, str] | LazyString
"""A text by language, as the secretariat wrote it, or one of the hub's own."""


def said(words: Words) -> str:
    """The text in the language in use, or else in English, or else as it was first written."""
    if isinstance(words, Mapping):
        return words.get(language()) or words.get("en") or next(iter(words.values()))
    return str(words)


def written_out(words: Words) -> dict[str, str]:
    """The text by language, also where it is one of the hub's own, which may be worded anew one day."""
    if isinstance(words, Mapping):
        return dict(words)
    found = {}
    for code in ("en", *LANGUAGES):
        with force_locale(code):
            found[code] = str(words)
    return {code: text for code, text in found.items() if code == "en" or text != found["en"]}


def told(score: int, words: Words) -> str:
    """A score with its meaning."""
    return _("%(number)d – %(words)s", number=score, words=said(words))


@dataclass(frozen=True)
class Criterion:
    """What reviewers score. `key` stays the same however it is worded."""

    key: str
    labels: Words
    meanings: Words

    @property
    def label(self) -> str:
        return said(self.labels)

    @property
    def meaning(self) -> str:
        return said(self.meanings)


CRITERIA = (
    Criterion("implemented", _l("Implemented"), _l("It has been carried out, not only proposed.")),
    Criterion("relevant", _l("Relevant"), _l("It serves the objectives that it names.")),
    Criterion(
        "coherent", _l("Coherent with the principles"), _l("It upholds the ten guiding principles of the Compact.")
    ),
    Criterion("innovative", _l("Innovative"), _l("It goes beyond what was done before.")),
    Criterion("replicable", _l("Replicable"), _l("Others can do the same elsewhere.")),
    Criterion("cross_cutting", _l("Cross-cutting"), _l("It joins several objectives, sectors or groups.")),
    Criterion("timely", _l("Timely"), _l("It is recent or still running, and useful now.")),
)
"""What reviewers score, with a comment on each, as long as the secretariat has set nothing else."""

SCORES: tuple[Words, ...] = (_l("not at all"), _l("little"), _l("partly"), _l("largely"), _l("fully"))


@dataclass(frozen=True)
class Rules:
    """The rules as a value. Its defaults hold as long as nobody has set others.

    A deadline is the end of the day on which its days are over. `score_labels` begin with that of the `lowest`.
    """

    un_reviewers: int = 1
    other_reviewers: int = 2
    extra_on_disagreement: int = 1
    days_to_screen: int = 14
    days_to_accept: int = 7
    days_to_review: int = 21
    days_to_change: int = 30
    days_to_publish: int = 14
    submitter_shown: bool = False
    """Whether reviewers learn who submits."""
    naming_allowed: bool = False
    """Whether a reviewer may agree to be named to the submitter."""
    lowest: int = 1
    score_labels: tuple[Words, ...] = SCORES
    criteria: tuple[Criterion, ...] = CRITERIA

    @property
    def reviewers(self) -> int:
        return self.un_reviewers + self.other_reviewers

    @property
    def highest(self) -> int:
        return self.lowest + len(self.score_labels) - 1

    @property
    def scores(self) -> list[tuple[int, str]]:
        """Each score with its words: `4 – largely`."""
        return [(number, told(number, words)) for number, words in enumerate(self.score_labels, self.lowest)]

    def content(self) -> dict[str, Any]:
        """The rules as a row keeps them, every text written out."""
        return vars(self) | {
            "score_labels": [written_out(words) for words in self.score_labels],
            "criteria": [
                {"key": one.key, "labels": written_out(one.labels), "meanings": written_out(one.meanings)}
                for one in self.criteria
            ],
        }

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Rules":
        """The rules that a row keeps; what was not yet thought of at its time has its default."""
        known = {name: value for name, value in content.items() if name in cls.__dataclass_fields__}
        return cls(
            **known
            | {
                "score_labels": tuple(content["score_labels"]),
                "criteria": tuple(Criterion(**one) for one in content["criteria"]),
            }
        )


DEFAULT = Rules()


class ReviewRules(Base):
    """Rules that were set at a moment. The newest row is in force; none is ever changed, since reviews point at it."""

    __tablename__ = "review_rules"

    at: Mapped[datetime] = mapped_column(default=clock.now)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)

    @property
    def rules(self) -> Rules:
        return Rules.of(self.content)
