"""A text that the assistant is asked about, or learns from, and what stands in it."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from flask_babel import gettext as _

from hub.assistant.facets import FACETS
from hub.assistant.lexicon import Levels, Terms, lexicon
from hub.assistant.reading import Word, read
from hub.search.text import is_unspaced
from hub.taxonomy import INTERFACE_LANGUAGES

TITLE = 3
"""How often a word of the title counts."""
ENOUGH = 25
"""Words of a text below which nothing is said; signs of a text without spaces count half."""


class Found(NamedTuple):
    """A term in a text: how often it stands there (in the title counts more), and where first."""

    times: float
    start: int
    end: int


class Told(NamedTuple):
    """A term of the lexicon in a text, with its level for each code."""

    found: Found
    levels: Levels


@dataclass(frozen=True)
class Subject:
    """A title, a body of some paragraphs, and the language that its author says it is in. Each may be lacking."""

    title: str = ""
    body: str = ""
    language: str | None = None

    @cached_property
    def text(self) -> str:
        return f"{self.title}\n{self.body}"

    @cached_property
    def words(self) -> list[Word]:
        return read(self.text, self.language)

    @property
    def may_be_judged(self) -> bool:
        return self.is_readable and self.is_enough

    @property
    def is_readable(self) -> bool:
        """Whether it is in a language that the assistant reads, as far as its author says."""
        return self.language is None or self.language in INTERFACE_LANGUAGES

    @cached_property
    def is_enough(self) -> bool:
        return sum(0.5 if is_unspaced(word.form) else 1 for word in self.words) >= ENOUGH

    def obstacle(self) -> str | None:
        """Why there is no opinion on it, in words; None where there is one."""
        if not self.is_readable:
            return _(
                "The suggestions read Arabic, Chinese, English, French, Russian and Spanish. Please choose yourself."
            )
        if not self.is_enough:
            return _("There is too little text yet for suggestions. Write about fifty words, and save.")
        return None

    @cached_property
    def told(self) -> dict[str, dict[Terms, Told]]:
        """The terms of the lexicon in it, by facet."""
        by_facet: dict[str, dict[Terms, Told]] = {facet: {} for facet in FACETS}
        for match in lexicon().matches(self.words):
            known = by_facet[match.facet]
            before = known[match.terms].found if match.terms in known else None
            known[match.terms] = Told(self._found(before, match.start, match.end), match.levels)
        return by_facet

    @cached_property
    def single(self) -> dict[Terms, Found]:
        """Its single words."""
        found: dict[Terms, Found] = {}
        for word in self.words:
            if not word.beside and not word.form.isdigit():
                found[(word.term,)] = self._found(found.get((word.term,)), word.start, word.end)
        return found

    @property
    def terms(self) -> list[Terms]:
        """All that experience may know of: its single words, and the phrases of the lexicon in it."""
        return [*dict.fromkeys((*self.single, *(terms for known in self.told.values() for terms in known)))]

    def quote(self, found: Found) -> str:
        """A term as it stands in the text."""
        return " ".join(self.text[found.start : found.end].split())

    def _found(self, before: Found | None, start: int, end: int) -> Found:
        times = TITLE if start < len(self.title) else 1
        return before._replace(times=before.times + times) if before else Found(times, start, end)
