"""The rows of a workbook as values of a schema, and every cell that cannot be taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import Schema

from hub.errors import Invalid
from hub.i18n import listed
from hub.paper.answers import understood
from hub.paper.packages import refused
from hub.paper.questions import Question
from hub.paper.workbook.cells import text_of
from hub.paper.workbook.headings import Heading, find_heading
from hub.paper.workbook.sheets import LAST_COLUMN, LAST_ROW, Place, Sheet, read_sheets

MOST_ROWS = 200
"""Things that one workbook may hold."""


class CellProblem(NamedTuple):
    """A cell that cannot be taken: where, the heading of its column, and the reason."""

    place: Place
    label: str
    message: str

    def __str__(self) -> str:
        where = {"sheet": self.place.sheet, "row": self.place.row, "column": self.place.letter, "label": self.label}
        if not self.place.column:
            where = _("Sheet “%(sheet)s”, row %(row)d", **where)
        elif self.label:
            where = _("Sheet “%(sheet)s”, row %(row)d, column %(column)s “%(label)s”", **where)
        else:
            where = _("Sheet “%(sheet)s”, row %(row)d, column %(column)s", **where)
        return f"{where}: {self.message}"


class Row(NamedTuple):
    """A row that can be taken, with its values as the schema loaded them."""

    place: Place
    values: dict[str, Any]


@dataclass
class Table:
    """What a workbook holds: rows to take, problems in the order of the sheets, and notes that stop nothing."""

    rows: list[Row] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_full: bool = False


def read_table(schema: Schema, content: bytes, name: str = "", ignored: frozenset[str] = frozenset()) -> Table:
    """Read all sheets that name fields of the schema; columns of `ignored` names are left out without a word.

    Raises Invalid for `file` where this is no workbook, or no sheet names the fields.
    """
    found = [(sheet, find_heading(schema, sheet, ignored)) for sheet in read_sheets(content, name)]
    named = [(sheet, heading) for sheet, heading in found if heading]
    shown = [(sheet, heading) for sheet, heading in named if not sheet.is_hidden]
    if not shown and named:
        message = _("The sheet “%(name)s” is hidden. Show it, or delete it and begin again.", name=named[0][0].name)
        raise refused(message)
    if not shown:
        raise refused(_("No sheet of this workbook names the fields. Download the template, and write into that."))
    table = Table()
    for sheet, _heading in named:
        if sheet.is_hidden:
            table.notes.append(_("The sheet “%(name)s” is hidden, and was not read.", name=sheet.name))
    for sheet, heading in shown:
        _Reader(schema, sheet, heading, table).read()
    if not table.rows and not table.problems:
        raise refused(_("This workbook holds nothing below its headings."))
    return table


class _Reader:
    """Reads one sheet into the table."""

    def __init__(self, schema: Schema, sheet: Sheet, heading: Heading, table: Table) -> None:
        self.schema, self.sheet, self.heading, self.table = schema, sheet, heading, table
        self.problems: list[CellProblem] = []

    def read(self) -> None:
        self._check_heading()
        merged, touched = list(self._merged()), self._touched()
        for number in sorted(self.sheet.rows):
            if number > self.heading.row:
                self._read_row(number, is_merged=number in touched)
        self._check_ends()
        self.table.problems += sorted(dict.fromkeys(self.problems + merged), key=lambda problem: problem.place)

    def _problem(self, row: int, column: int, message: str) -> CellProblem:
        return CellProblem(Place(self.sheet.name, row, column), self.heading.labels.get(column, ""), message)

    def _check_heading(self) -> None:
        row = self.heading.row
        for column in self.heading.unknown:
            message = _("There is no field of this name. Name it as the template does, or delete the column.")
            self.problems.append(self._problem(row, column, message))
        for column in self.heading.repeated:
            self.problems.append(self._problem(row, column, _("This column stands here more than once.")))
        for question in self.heading.missing:
            if question.needed:
                message = _(
                    "The column “%(label)s” is missing. Add it, named [%(key)s].",
                    label=question.label,
                    key=question.key,
                )
                self.problems.append(self._problem(row, 0, message))
        if optional := [question.label for question in self.heading.missing if not question.needed]:
            note = _("In the sheet “%(sheet)s” there are no columns for these fields, which stay empty: %(fields)s.",
                     sheet=self.sheet.name, fields=listed(optional))  # fmt: skip
            self.table.notes.append(note)

    def _merged(self) -> Iterator[CellProblem]:
        for first, last in self.sheet.merged:
            if last.row > self.heading.row:
                ends = {"first": f"{first.letter}{first.row}", "last": f"{last.letter}{last.row}"}
                message = _("The cells %(first)s to %(last)s are merged. Divide them: each holds an answer.", **ends)
                yield self._problem(first.row, first.column, message)

    def _touched(self) -> set[int]:
        """The rows that have a part in merged cells."""
        ends = ((first.row, min(last.row, LAST_ROW)) for first, last in self.sheet.merged)
        return {number for first, last in ends for number in range(first, last + 1)}

    def _read_row(self, number: int, *, is_merged: bool) -> None:
        problems = list(self._stray(number))
        raw: dict[str, Any] = {}
        for column, question in self.heading.columns.items():
            cell = self.sheet.rows[number].get(column)
            if cell is None:
                continue
            try:
                _put(raw, question, understood(question.field, text_of(cell, question.field)))
            except ValueError as error:
                problems.append(self._problem(number, column, str(error)))
        if not raw and not problems:
            return
        values, refused = self._load(number, raw)
        problems += refused
        self.problems += problems
        if not problems and not is_merged:
            self._add(Row(Place(self.sheet.name, number), values))

    def _stray(self, number: int) -> Iterator[CellProblem]:
        for column in self.sheet.rows[number]:
            if column not in self.heading.labels:
                yield self._problem(number, column, _("This cell stands below no heading."))

    def _load(self, number: int, raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[CellProblem]]:
        try:
            return dict(self.schema.load(raw, partial=True)), []
        except Invalid as error:
            told = [(self.heading.column_of(entry["field"]), entry["message"]) for entry in error.flat()]
            return {}, [self._problem(number, column, message) for column, message in dict.fromkeys(told)]

    def _add(self, row: Row) -> None:
        if len(self.table.rows) < MOST_ROWS:
            self.table.rows.append(row)
        elif not self.table.is_full:
            self.table.is_full = True
            message = ngettext(
                "At most %(num)d filled row is taken at once. Put the rows from here on into another workbook.",
                "At most %(num)d filled rows are taken at once. Put the rows from here on into another workbook.",
                MOST_ROWS,
            )
            self.problems.append(self._problem(row.place.row, 0, message))

    def _check_ends(self) -> None:
        if beyond := self.sheet.beyond:
            message = _("The hub reads up to row %(row)d and column %(column)d. Move what stands here, or delete it.",
                        row=LAST_ROW, column=LAST_COLUMN)  # fmt: skip
            self.problems.append(self._problem(beyond.row, beyond.column, message))


def _put(raw: dict[str, Any], question: Question, value: Any) -> None:
    if question.part:
        raw.setdefault(question.name, {})[question.part] = value
    else:
        raw[question.name] = value
