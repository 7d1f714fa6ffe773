"""What people type, understood as far as it goes: any text is a query, and nothing in it is an error.

    remittances cost             words; documents with all of them come first
    "human rights"               a phrase, required
    -detention  NOT detention    without
    rights AND children  +rights both required
    remittances OR transfers     either
    remit*                       words that begin so
    country:ke lang:fr,es type:practice objective:8 year:2019..2022    required values; -country:ke excludes

Operators are in capitals, so that "and" stays a word. What could not be used is listed in `ignored`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hub.search.text import clean, is_unspaced, tokens
from hub.search.text.tokens import Token

LONGEST = 2_000
"""Characters that are read; the rest is ignored."""
MOST_WORDS = 32
FIELDS = {
    "country": "country",
    "lang": "language",
    "language": "language",
    "objective": "objective",
    "principle": "principle",
    "region": "region",
    "type": "type",
    "year": "year",
}
_SHORTEST_PREFIX = 2
_PIECE = re.compile(
    r"""(?P<sign>[-+\u2212\u2013](?=\S))?
        (?:(?P<field>[A-Za-z]+):(?P<value>"[^"]*"|[^\s"()]+)?
        |["\u201c\u201d\u201e\u00ab\u00bb](?P<phrase>[^"\u201c\u201d\u201e\u00ab\u00bb]*)["\u201c\u201d\u201e\u00ab\u00bb]
        |(?P<word>[^\s"()\u201c\u201d\u201e\u00ab\u00bb]+)
        |(?P<rest>\S))""",
    re.VERBOSE,
)
_YEARS = re.compile(r"(\d{4})?\.\.(\d{4})?")


@dataclass(frozen=True)
class Word:
    """A folded word; `start` and `end` say where in the cleaned text it was typed."""

    word: str
    prefix: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Phrase:
    """Folded words in this order, each right after the one before."""

    words: tuple[str, ...]


Atom = Word | Phrase


@dataclass(frozen=True)
class Clause:
    """Any of its `alternatives`; where not `required`, documents without it may be found below the others."""

    alternatives: tuple[Atom, ...]
    required: bool = False


@dataclass(frozen=True)
class Restriction:
    """A facet must have one of these values (compared without regard to case), or none of them."""

    facet: str
    values: frozenset[str]
    excluded: bool = False


@dataclass(frozen=True)
class Query:
    """A parsed query. `text` is what was typed without invisible characters; offsets refer to it."""

    text: str
    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Atom, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for by words; restrictions and exclusions may still apply."""
        return not self.clauses

    def words(self) -> Iterator[Word]:
        """The words asked for, outside phrases."""
        return (atom for clause in self.clauses for atom in clause.alternatives if isinstance(atom, Word))


def parse(text: str) -> Query:
    """Understand what was typed. Never raises; takes time in proportion to the length, up to a limit."""
    whole = clean(text).strip()
    parser = _Parser()
    for piece in _PIECE.finditer(whole[:LONGEST]):
        parser.read(piece)
    if len(whole) > LONGEST:
        parser.ignore(whole[LONGEST:])
    return parser.query(whole)


@dataclass
class _Parser:
    """Reads pieces from left to right, remembering the operator before each."""

    clauses: list[Clause] = field(default_factory=list)
    excluded: list[Atom] = field(default_factory=list)
    restrictions: list[Restriction] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    operator: str = ""
    count: int = 0

    def read(self, piece: re.Match[str]) -> None:
        typed, name = piece.group(), (piece["field"] or "").lower()
        if typed in ("AND", "OR", "NOT"):
            self._operator(typed)
        elif name in FIELDS:
            self._restrict(FIELDS[name], piece["value"] or "", typed)
        elif piece["phrase"] is not None:
            self._take([*_phrase(piece["phrase"])], piece["sign"], typed, required=True)
        elif piece["rest"]:
            if piece["rest"] not in "()":
                self.ignore(typed)
        else:
            start = piece.end("sign") if piece["sign"] else piece.start()
            for atoms in _atoms(piece.string[start : piece.end()], start):
                self._take(atoms, piece["sign"], typed)
            if not any(character.isalnum() for character in typed):
                self.ignore(typed)

    def ignore(self, typed: str) -> None:
        self.ignored.append(typed if len(typed) <= 40 else f"{typed[:40]}…")

    def query(self, text: str) -> Query:
        if self.operator:
            self.ignore(self.operator)
        unique = tuple(dict.fromkeys(self.ignored))[:10]
        return Query(text, tuple(self.clauses), tuple(self.excluded), tuple(self.restrictions), unique)

    def _operator(self, typed: str) -> None:
        """NOT wins over what stands before it ("a AND NOT b"); other doubled operators are ignored."""
        if (self.operator and typed != "NOT") or (typed != "NOT" and not self.clauses):
            self.ignore(typed)
        else:
            self.operator = typed

    def _restrict(self, facet: str, value: str, typed: str) -> None:
        values = frozenset(one for part in value.strip('"').split(",") for one in _values(facet, part.strip()))
        excluded = typed[0] in "-\u2212\u2013" or self.operator == "NOT"
        self.operator = ""
        if not values:
            self.ignore(typed)
        else:
            self.restrictions.append(Restriction(facet, values, excluded))

    def _take(self, atoms: list[Atom], sign: str | None, typed: str, required: bool = False) -> None:
        operator, self.operator = self.operator, ""
        if self.count >= MOST_WORDS or not atoms:
            self.ignore(typed)
            return
        self.count += 1
        if operator == "NOT" or (sign and sign != "+"):
            self.excluded += atoms
        elif operator == "OR":
            last = self.clauses.pop()
            self.clauses.append(Clause((*last.alternatives, *atoms), last.required and required))
        else:
            if operator == "AND" and self.clauses:
                self.clauses[-1] = Clause(self.clauses[-1].alternatives, required=True)
            self.clauses.append(Clause(tuple(atoms), required or sign == "+" or operator == "AND"))


def _values(facet: str, value: str) -> Iterator[str]:
    years = _YEARS.fullmatch(value) if facet == "year" else None
    if years and any(years.groups()):
        first, last = int(years[1] or 1900), int(years[2] or 2100)
        yield from map(str, range(max(first, 1900), min(last, 2100) + 1))
    elif value:
        yield value.casefold()


def _phrase(text: str) -> Iterator[Atom]:
    words = tuple(token.word for token in _useful([*tokens(text)]) if token.step)
    if len(words) == 1:
        yield Word(words[0])
    elif words:
        yield Phrase(words[:MOST_WORDS])


def _atoms(typed: str, base: int) -> Iterator[list[Atom]]:
    """The words of a typed piece; a joined one ("co-operation") also as a phrase of its parts."""
    found = _useful([*tokens(typed)])
    joined = next((token for token in found if not token.step), None)
    if joined and len(found) <= 5:
        parts = tuple(token.word for token in found if token.step)
        yield [_word(joined, base), Phrase(parts)]
        return
    prefix = typed.endswith("*")
    for token in found:
        last = token is found[-1]
        single = is_unspaced(token.word) and len(token.word) == 1
        long_enough = len(token.word) >= _SHORTEST_PREFIX
        if token.step:
            yield [_word(token, base, prefix=single or (prefix and last and long_enough))]


def _word(token: Token, base: int, prefix: bool = False) -> Word:
    return Word(token.word, prefix, base + token.start, base + token.end)


def _useful(found: list[Token]) -> list[Token]:
    """Without the single character that ends a run of pairs."""
    return [
        token
        for index, token in enumerate(found)
        if not (len(token.word) == 1 and is_unspaced(token.word) and index and found[index - 1].end == token.end)
    ]
