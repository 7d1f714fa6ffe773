"""`python -m benchmarks.assistant` (or `make assistant`): how often the assistant is right, printed as tables.

Two sets of texts: the sample practices, each left out in turn of what the assistant learns from, and texts judged
by hand (`judged.toml`), for which it learns from the whole sample.
"""

import argparse
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import record, tables
from hub.assistant import FACETS, Opinion, Subject
from hub.assistant.experience import Lesson, learn
from hub.markup import plain, render
from hub.sample import told_in
from hub.taxonomy import INTERFACE_LANGUAGES

JUDGED = Path(__file__).parent / "judged.toml"
TEXTS = (
    "summary",
    "implementation",
    "benefit_impact",
    "key_lessons",
    "recommendations",
    "innovation",
    "resources_needed",
)
FIRST = 3
_TAGS = {"objective": ("objectives_primary", "objectives_secondary"), "principle": ("principles",), "sdg": ("sdgs",)}


@dataclass(frozen=True, eq=False)
class Case:
    """A text with the codes that people gave it."""

    subject: Subject
    main: frozenset[str]
    lesson: Lesson


Asked = tuple[Case, Opinion]
Way = Callable[[Opinion], Opinion]
WAYS: dict[str, Way] = {
    "both together": lambda opinion: opinion,
    "the lexicon alone": lambda opinion: Opinion(opinion.subject),
    "what was learned alone": lambda opinion: replace(opinion, uses_lexicon=False),
}


def sample() -> list[Case]:
    """The sample practices."""
    told = (practice for _slug, practice in told_in("practices"))
    return [_case(one, "\n".join(plain(render(one.get(name))) for name in TEXTS)) for one in told]


def judged() -> list[Case]:
    """The texts judged by hand."""
    return [_case(one, one["text"]) for one in tomllib.loads(JUDGED.read_text("utf-8"))["texts"]]


def _case(told: Mapping[str, Any], body: str) -> Case:
    codes = {facet: frozenset(code for name in names for code in told.get(name, ())) for facet, names in _TAGS.items()}
    subject = Subject(told["title"], body, told["language"])
    return Case(subject, frozenset(told["objectives_primary"]), Lesson(subject, codes))


def ask(cases: Sequence[Case], teachers: Sequence[Case]) -> list[Asked]:
    """The opinion on each case, after learning from the teachers without the case itself."""
    if not set(cases) & set(teachers):
        experience = learn(case.lesson for case in teachers)
        return [(case, Opinion(case.subject, experience)) for case in cases]
    return [
        (case, Opinion(case.subject, learn(other.lesson for other in teachers if other is not case))) for case in cases
    ]


def place(case: Case, opinion: Opinion) -> int:
    """The place of the first true main objective among those suggested, from 1; 0 where there is none.

    What was learned is too little to suggest anything alone: then it is the place in the order.
    """
    codes = [one.code for one in (opinion.suggested if opinion.uses_lexicon else opinion.ranked.get)("objective") or ()]
    return next((n for n, code in enumerate(codes, 1) if code in case.main), 0)


def among_first(asked: Sequence[Asked], first: int = FIRST) -> float:
    """The share of cases with a true main objective among the first suggestions."""
    return sum(0 < place(*one) <= first for one in asked) / len(asked)


def mean_reciprocal_rank(asked: Sequence[Asked]) -> float:
    return sum(1 / found for one in asked if (found := place(*one))) / len(asked)


def precision(asked: Sequence[Asked], facet: str, strength: str = "") -> float:
    """The share of suggestions (of a strength) that people had chosen, too."""
    found = [
        one.code in case.lesson.codes[facet]
        for case, opinion in asked
        for one in opinion.suggested(facet)
        if strength in ("", one.strength)
    ]
    return sum(found) / max(len(found), 1)


def recall(asked: Sequence[Asked], facet: str) -> float:
    """The share of what people had chosen that is suggested."""
    chosen = sum(len(case.lesson.codes[facet]) for case, _ in asked)
    return sum(_right(case, opinion, facet) for case, opinion in asked) / chosen


def _right(case: Case, opinion: Opinion, facet: str) -> int:
    return sum(one.code in case.lesson.codes[facet] for one in opinion.suggested(facet))


def measure() -> Iterator[tuple[str, list[Asked]]]:
    """Both sets, asked."""
    practices = sample()
    yield "Sample practices, each left out in turn", ask(practices, practices)
    yield "Texts judged by hand, none of the sample", ask(judged(), practices)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _objectives(title: str, asked: Sequence[Asked]) -> None:
    rows = []
    for name, way in WAYS.items():
        known = [(case, way(opinion)) for case, opinion in asked]
        rows.append((name, *_row(known)))
    for language in INTERFACE_LANGUAGES.codes:
        if some := [one for one in asked if one[0].subject.language == language]:
            rows.append((f"both together, {INTERFACE_LANGUAGES.label(language)}", *_row(some)))
    head = ("a true main objective", "texts", "among the first three", "the first", "mean reciprocal rank")
    tables.show(title, head, rows)


def _row(asked: Sequence[Asked]) -> tuple[str, ...]:
    shares = (_percent(among_first(asked)), _percent(among_first(asked, 1)))
    return (str(len(asked)), *shares, f"{mean_reciprocal_rank(asked):.2f}")


def _suggestions(asked: Sequence[Asked]) -> None:
    rows = []
    for name in ("both together", "the lexicon alone"):
        known = [(case, WAYS[name](opinion)) for case, opinion in asked]
        for facet in FACETS:
            number = sum(len(opinion.suggested(facet)) for _, opinion in known) / len(known)
            of_strong, of_possible = (_percent(precision(known, facet, how)) for how in ("strong", "possible"))
            shares = (_percent(precision(known, facet)), of_strong, of_possible, _percent(recall(known, facet)))
            rows.append((f"{FACETS[facet].vocabulary.name}, {name}", f"{number:.1f}", *shares))
    head = ("suggested", "a text", "people chose it", "of the strong", "of the possible", "of what people chose")
    tables.show("All suggestions", head, rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.assistant", description=__doc__)
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the tables into this page, between its marks")
    parser.add_argument("--misses", action="store_true", help="also tell where no true main objective comes first")
    chosen = parser.parse_args()
    with redirect_stdout(record.Told()) as told:
        for title, asked in measure():
            _objectives(title, asked)
            _suggestions(asked)
            for case, opinion in asked if chosen.misses else ():
                if place(case, opinion) != 1:
                    codes = [f"{one.code} ({one.score:.1f})" for one in opinion.suggested("objective")]
                    print(f"\n{case.subject.title}: {', '.join(sorted(case.main))}; suggested {', '.join(codes)}")
    if chosen.into:
        record.put(chosen.into, told.getvalue())


if __name__ == "__main__":
    main()
