"""A few lines of a document around the words that were sought."""

from collections.abc import Iterator
from html import escape

from markupsafe import Markup

from hub.search.query import Phrase, Query, Word
from hub.search.text import Token, chunks, cut, fold, is_unspaced, languages_of, stem_term

LENGTH = 200
"""Characters of a snippet, about."""
_LOOKED_AT = 50_000
_CONTEXT = 60


class Sought:
    """The words of a query in every form that is marked. Remembers what it looked at."""

    def __init__(self, query: Query) -> None:
        atoms = [atom for clause in query.clauses for atom in clause.alternatives]
        self._words = {word for atom in atoms if isinstance(atom, Phrase) for word in atom.words}
        self._stems: set[str] = set()
        self._prefixes: tuple[str, ...] = ()
        for atom in atoms:
            if isinstance(atom, Word):
                self._words.add(atom.word)
                roots = (stem_term(atom.word, language) for language in languages_of(atom.word))
                self._stems.update(root for root in roots if root)
                self._prefixes += (atom.word,) if atom.prefix else ()
        self._initials = {word[0] for word in self._words} | {root.partition(":")[2][0] for root in self._stems}
        self._known: dict[tuple[str, str], tuple[Token, ...]] = {}

    def within(self, text: str, language: str) -> list[Token]:
        """The words of a text in `language` that are marked."""
        found: list[Token] = []
        for chunk in chunks(text) if self._words else ():
            for word, start, end, step in self._in_chunk(chunk.group(), language):
                found.append(Token(word, chunk.start() + start, chunk.start() + end, step))
        return found

    def _in_chunk(self, chunk: str, language: str) -> tuple[Token, ...]:
        known = self._known.get((chunk, language))
        if known is None:
            found = () if self._begins_otherwise(chunk) else cut(chunk)
            known = tuple(token for token in found if self._has(token.word, language))
            self._known[chunk, language] = known
        return known

    def _begins_otherwise(self, chunk: str) -> bool:
        """Whether the first letter already tells that a word is not sought, which saves stemming it."""
        letter = fold(chunk[0])
        if letter in self._initials or languages_of(letter) in ((), ("ar",)):
            return False
        return chunk.isalnum() and not is_unspaced(chunk[-1])

    def _has(self, word: str, language: str) -> bool:
        if word in self._words or word.startswith(self._prefixes or "\0"):
            return True
        root = stem_term(word, language)
        return root is not None and root in self._stems


def snippet(body: str, language: str, sought: Sought) -> Markup:
    """About `LENGTH` characters of `body` with the most of the words sought, which are marked."""
    text = body[:_LOOKED_AT]
    found = sought.within(text, language)
    start, end = _window(text, found)
    inside = [token for token in found if start <= token.start and token.end <= end]
    before = "… " if start else ""
    after = " …" if end < len(body) else ""
    return Markup(before + "".join(_marked(text, start, end, inside)).strip() + after)  # noqa: S704


def _window(text: str, found: list[Token]) -> tuple[int, int]:
    if not found or (found[0].end < LENGTH - _CONTEXT and len(text) <= LENGTH):
        return 0, _word_end(text, LENGTH)
    first = max(range(len(found)), key=lambda index: (_worth(found, index), -index))
    start = max(0, found[first].start - _CONTEXT)
    start = start and _word_start(text, start, found[first].start)
    return start, _word_end(text, start + LENGTH)


def _worth(found: list[Token], index: int) -> tuple[int, int]:
    """Different words, then all words, that a window beginning here would show."""
    last = found[index].start + LENGTH - _CONTEXT
    near = [token.word for token in found[index : index + 20] if token.end <= last]
    return len(set(near)), len(near)


def _word_start(text: str, start: int, limit: int) -> int:
    """The first beginning of a word after `start`, or `start` where the script has no spaces."""
    space = text.find(" ", start, limit)
    return start if space < 0 else space + 1


def _word_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - _CONTEXT, end)
    return end if space < 0 else space


def _marked(text: str, start: int, end: int, inside: list[Token]) -> Iterator[str]:
    """Escaped text with marks; overlapping tokens (pairs of Chinese characters) become one mark."""
    position = start
    for first, last in _joined(inside):
        yield escape(text[position:first])
        yield f"<mark>{escape(text[first:last])}</mark>"
        position = last
    yield escape(text[position:end])


def _joined(found: list[Token]) -> Iterator[tuple[int, int]]:
    spans: list[list[int]] = []
    for token in sorted(found, key=lambda one: one.start):
        if spans and token.start < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], token.end)
        else:
            spans.append([token.start, token.end])
    return ((first, last) for first, last in spans)
