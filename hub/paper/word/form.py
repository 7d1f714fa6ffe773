"""A schema as a form on paper: each field in a row of a table, what is asked beside the place for the answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from flask_babel import gettext as _
from marshmallow import Schema

from hub.i18n import NUMBERED, RIGHT_TO_LEFT, language, listed
from hub.paper.answers import how_to_write, written
from hub.paper.keys import key_of
from hub.paper.questions import Question, by_section, questions
from hub.paper.richtext import Block, Span, read_markdown, tidy
from hub.paper.richtext.blocks import PARAGRAPH
from hub.paper.word import styles
from hub.paper.word.page import TEXT_WIDTH, new_document, saved
from hub.paper.word.rich import Writer
from hub.paper.word.tables import add_table, describe, repeat, shade
from hub.schemas import Markdown, Text
from hub.taxonomy import Vocabulary

QUESTIONS = Mm(58)
FEW, MANY = 9, 40
"""So few codes are told beside their field, others at the end of the document; many stand in four columns."""


@dataclass(frozen=True)
class Form:
    """What a document holds. `text_language` is that of the answers, `base` the hub's address, `note` its reference."""

    schema: Schema
    values: Mapping[str, Any]
    title: str
    subtitle: str
    how_to: Sequence[str]
    note: str
    base: str
    text_language: str = ""


def write_form(form: Form) -> bytes:
    """The form as a file, in the language in use."""
    document = new_document(form.title, language())
    writer = Writer(document, form.base, language())
    writer.say(document, "Title", form.title, form.text_language)
    writer.say(document, "Subtitle", form.subtitle)
    for sentence in form.how_to:
        writer.say(document, styles.NORMAL, sentence)
    writer.say(document, styles.KEY, form.note)
    for section, asked in by_section(form.schema).items():
        writer.say(document, "heading 1", section)
        _ask(document, writer, section, asked, form)
    _append_choices(document, writer, form.schema)
    return saved(document)


def _ask(document: Any, writer: Writer, section: str, asked: list[Question], form: Form) -> None:
    is_rtl = language() in RIGHT_TO_LEFT
    table = add_table(document, [QUESTIONS, Length(TEXT_WIDTH - QUESTIONS)], is_rtl=is_rtl)
    describe(table, section)
    heading = table.add_row()
    repeat(heading)
    for cell, text in zip(heading.cells, (_("What is asked"), _("Your answer")), strict=True):
        shade(cell)
        writer.say(cell, styles.LABEL, text)
    for question in asked:
        left, right = table.add_row().cells
        shade(left)
        _put_question(left, writer, question, form.values)
        writer.write(right, blocks_of(question, form.values), language_of(question, form.text_language))


def _put_question(cell: Any, writer: Writer, question: Question, values: Mapping[str, Any]) -> None:
    writer.say(cell, styles.LABEL, question.full_label)
    for text in (question.help, *_hints(question)):
        if text:
            writer.say(cell, styles.HELP, text)
    writer.say(cell, styles.KEY, key_of(question, values))


def _hints(question: Question) -> Iterator[str]:
    if question.example:
        yield _("For example: %(example)s", example=question.example)
    yield how_to_write(question.field)
    vocabulary = question.vocabulary
    if vocabulary and len(vocabulary) <= FEW:
        yield _("Choose from: %(choices)s.", choices="; ".join(name for _code, name in choices(vocabulary)))
    elif vocabulary:
        yield _("The choices stand at the end.")


def language_of(question: Question, text_language: str) -> str:
    """The language of an answer: what is chosen is told in that of the frame."""
    return text_language if isinstance(question.field, Text) and text_language else language()


def blocks_of(question: Question, values: Mapping[str, Any]) -> list[Block]:
    """The present answer to a question, as paragraphs."""
    value = question.value(values)
    if isinstance(question.field, Markdown):
        return tidy(read_markdown(value))
    return [Block(PARAGRAPH, (Span(line),)) for line in written(question.field, value).splitlines()]


def choices(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Codes with their names, in the order in which a form shows them."""
    found = vocabulary.choices(language())
    return [(code, f"{code} {name}") for code, name in found] if vocabulary.name in NUMBERED else found


def _append_choices(document: Any, writer: Writer, schema: Schema) -> None:
    """All that can be chosen, in columns of small print, short lists first; no table, as tables hold answers."""
    document.add_section(WD_SECTION.NEW_PAGE)
    writer.say(document, "heading 1", _("What can be chosen"))
    for vocabulary, labels in sorted(long_lists(schema), key=lambda found: len(found[0])):
        _set_columns(document.add_section(WD_SECTION.CONTINUOUS), 1)
        writer.say(document, "heading 2", listed(labels))
        _set_columns(document.add_section(WD_SECTION.CONTINUOUS), 4 if len(vocabulary) > MANY else 2)
        for _code, name in choices(vocabulary):
            writer.say(document, styles.CHOICE, name)


def long_lists(schema: Schema) -> list[tuple[Vocabulary, list[str]]]:
    """The vocabularies that are too long to be told beside a field, each with the labels of its fields."""
    found: dict[str, tuple[Vocabulary, list[str]]] = {}
    for question in questions(schema):
        if question.vocabulary and len(question.vocabulary) > FEW:
            found.setdefault(question.vocabulary.name, (question.vocabulary, []))[1].append(question.label)
    return list(found.values())


def _set_columns(section: Any, number: int) -> None:
    columns = section._sectPr.xpath("./w:cols")[0]
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), "340")
