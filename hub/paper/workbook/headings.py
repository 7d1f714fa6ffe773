"""The row of a sheet that names the fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from marshmallow import Schema

from hub.paper.codes import folded
from hub.paper.keys import find_key
from hub.paper.questions import Question, by_label, questions
from hub.paper.workbook.sheets import Sheet
from hub.schemas import Record, field_list

WHERE, ENOUGH = 10, 2
"""The first rows, in which headings are looked for, and how many make a row of headings."""


@dataclass
class Heading:
    """Which column asks for which field. `labels` name all columns that have a heading.

    `unknown` and `repeated` are columns, `missing` the fields that have none.
    """

    row: int
    columns: dict[int, Question] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    missing: list[Question] = field(default_factory=list)

    def column_of(self, path: str) -> int:
        """The column of a field, or of what lies within it, such as `countries.0`; 0 where it has none."""
        asked = ((column, question.key) for column, question in self.columns.items())
        fitting = [(len(key), column) for column, key in asked if path == key or path.startswith(f"{key}.")]
        by_name = [(0, column) for column, question in self.columns.items() if question.name == path.split(".")[0]]
        return max(fitting or by_name or [(0, 0)])[1]


def find_heading(schema: Schema, sheet: Sheet, ignored: frozenset[str]) -> Heading | None:
    """The first row that names fields, by key or by label in any language; None where there is none."""
    known = _known(schema)
    for number in sorted(sheet.rows)[:WHERE]:
        named = {column: str(cell.value) for column, cell in sheet.rows[number].items() if cell.kind == "s"}
        if sum(_asked(text, known) is not None for text in named.values()) >= ENOUGH:
            return _heading(number, named, known, questions(schema), ignored)
    return None


def _known(schema: Schema) -> dict[str, Question]:
    found = by_label(schema)
    for name, source in field_list(schema):
        if isinstance(source, Record):  # an export writes such a field as a whole
            found[folded(name)] = Question(name, source, "")
    return found | {folded(question.key): question for question in questions(schema)}


def _asked(text: str, known: Mapping[str, Question]) -> Question | None:
    key = find_key(text)
    if key and folded(key.name) in known:
        return known[folded(key.name)]
    first = text.strip().partition("\n")[0].rstrip(" *")
    names = (first, first.rpartition("(")[0], first.rpartition("（")[0])
    return next((known[folded(name)] for name in names if folded(name) in known), None)


def _heading(
    row: int, named: Mapping[int, str], known: Mapping[str, Question], asked: list[Question], ignored: frozenset[str]
) -> Heading:
    heading = Heading(row)
    for column, text in sorted(named.items()):
        question = _asked(text, known)
        heading.labels[column] = question.label if question else " ".join(text.split())[:60]
        if question and question in heading.columns.values():
            heading.repeated.append(column)
        elif question:
            heading.columns[column] = question
        elif folded(text) not in ignored:
            heading.unknown.append(column)
    there = {question.key for question in heading.columns.values()}
    heading.missing = [question for question in asked if not {question.key, question.name} & there]
    return heading
