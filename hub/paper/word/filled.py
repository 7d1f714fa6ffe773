"""What people wrote into a form: the answer of each field, and what could not be understood."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask_babel import force_locale
from flask_babel import gettext as _
from marshmallow import Schema

from hub.i18n import LANGUAGES
from hub.paper.answers import understood
from hub.paper.codes import folded
from hub.paper.keys import Key, find_key, find_note
from hub.paper.packages import refused
from hub.paper.proposing import SHOWN, Answer, FieldProblem
from hub.paper.questions import Question, by_label, questions
from hub.paper.richtext import lines_of, write_markdown
from hub.paper.word.reading import Cell, read_word, shortened
from hub.schemas import Markdown, Rows


@dataclass
class Filled:
    """A form that came back. `origin` is the name of its thing and the version that it was made from, if it says so."""

    answers: list[Answer] = field(default_factory=list)
    problems: list[FieldProblem] = field(default_factory=list)
    origin: tuple[str, int] | None = None


def read_filled(schema: Schema, content: bytes, name: str = "", base: str = "") -> Filled:
    """Read a form that was written with this `base`, the hub's own address.

    Raises Invalid for `file` where it is no Word document, or holds no row of the form.
    """
    word = read_word(content, name, base)
    reader = _Reader(schema)
    for row in word.rows:
        reader.take(row)
    if not reader.found:
        raise refused(_("This document holds no row of the form. Download the form, and write into its tables."))
    answers = [_answer(question, digits, shortened(cell)) for question, digits, cell in reader.found.values()]
    problems = [problem for question, _digits, cell in reader.found.values() for problem in _unread(question, cell)]
    return Filled(answers, problems + reader.problems, find_note(word.around))


class _Reader:
    """Finds the rows of the form among all rows, whatever was done to them."""

    def __init__(self, schema: Schema) -> None:
        self.by_key = {question.key: question for question in questions(schema)}
        self.by_label = by_label(schema)
        self.headings = frozenset(_headings())
        self.found: dict[str, tuple[Question, str, Cell]] = {}
        self.problems: list[FieldProblem] = []
        self.last: Cell | None = None

    def take(self, row: list[Cell]) -> None:
        """Take a row, which may go on with the one before."""
        answer = _joined(row[1:])
        question, digits = self._asked(row)
        if question is None:
            self._take_nameless(row, answer)
        elif question.key in self.found:
            self.problems.append(
                _problem(question, _("This field stands here twice. Only the first was read."), answer)
            )
        else:
            self.found[question.key] = (question, digits, answer)
            self.last = answer

    def _take_nameless(self, row: list[Cell], answer: Cell) -> None:
        """A row that asks nothing: somebody divided an answer, or wrote something of their own."""
        asked = row[0].text.strip() if row else ""
        if self.last is not None and not asked:
            _append(self.last, answer)
        elif answer.text.strip() and folded(asked) not in self.headings:
            message = _("This row belongs to no field of the form, so it was not read.")
            self.problems.append(
                FieldProblem("", asked[:80] or _("A row without a name"), message, answer.text[:SHOWN])
            )

    def _asked(self, row: list[Cell]) -> tuple[Question | None, str]:
        """The question of a row, by its key or else by its label in any language; and the digits beside the key."""
        text = row[0].text if len(row) > 1 else ""
        key = find_key(text) or Key("", "")
        return self.by_key.get(key.name) or self._labelled(text), key.digits

    def _labelled(self, text: str) -> Question | None:
        first = next((line for line in text.splitlines() if line.strip()), "")
        names = (first, first.rpartition("(")[0], first.rpartition("（")[0])
        return next((self.by_label[folded(name)] for name in names if folded(name) in self.by_label), None)


def _headings() -> Iterator[str]:
    for language in LANGUAGES:
        with force_locale(language):
            yield folded(_("What is asked"))


def _joined(cells: list[Cell]) -> Cell:
    joined = Cell()
    for cell in cells:
        _append(joined, cell)
    return joined


def _append(cell: Cell, more: Cell) -> None:
    cell.blocks += more.blocks
    cell.unread |= more.unread


def _answer(question: Question, digits: str, cell: Cell) -> Answer:
    """The raw value for the schema, with the text that it came from."""
    if isinstance(question.field, Markdown):
        text = write_markdown(cell.blocks)
        return Answer(question, text, text, digits)
    text = "\n".join(lines_of(cell.blocks, links=isinstance(question.field, Rows)))
    return Answer(question, understood(question.field, text), text, digits)


def _unread(question: Question, cell: Cell) -> Iterator[FieldProblem]:
    if "picture" in cell.unread:
        yield _problem(question, _("Pictures are not taken over from a document. Attach them on the hub."), Cell())
    if "document" in cell.unread:
        message = _("Another document is embedded here, which was not read. Copy its text into the answer.")
        yield _problem(question, message, Cell())


def _problem(question: Question, message: str, cell: Cell) -> FieldProblem:
    return FieldProblem(question.name, question.label, message, cell.text[:SHOWN])
