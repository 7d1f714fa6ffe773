"""A thing as a document to read: what it says, without the questions that led to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.shared import Length, Mm
from flask_babel import gettext as _
from marshmallow import Schema

from hub.i18n import RIGHT_TO_LEFT, language
from hub.paper.questions import Question, questions
from hub.paper.richtext import Block, Span
from hub.paper.richtext.blocks import ITEM, Style
from hub.paper.word import styles
from hub.paper.word.form import blocks_of, language_of
from hub.paper.word.page import TEXT_WIDTH, new_document, saved
from hub.paper.word.rich import Writer
from hub.paper.word.tables import add_table, describe, shade
from hub.schemas import LinkSchema, Markdown, Rows, is_blank

FACTS = Mm(52)


@dataclass(frozen=True)
class Copy:
    """What a copy holds. Fields of `schema` that say nothing are left out, and so is the field that is the title."""

    schema: Schema
    values: Mapping[str, Any]
    title: str
    subtitle: str
    base: str
    text_language: str = ""


def write_copy(copy: Copy) -> bytes:
    """The copy as a file: its texts in the order of the schema, then the facts in a table."""
    document = new_document(copy.title, language())
    writer = Writer(document, copy.base, language())
    writer.say(document, "Title", copy.title, copy.text_language)
    writer.say(document, "Subtitle", copy.subtitle)
    said = [
        q for q in questions(copy.schema) if not is_blank(q.value(copy.values)) and q.value(copy.values) != copy.title
    ]
    for question in said:
        if isinstance(question.field, Markdown):
            writer.say(document, "heading 1", question.label)
            writer.write(document, blocks_of(question, copy.values), copy.text_language or language())
    _tell_facts(document, writer, [q for q in said if not isinstance(q.field, Markdown)], copy)
    return saved(document)


def _tell_facts(document: Any, writer: Writer, said: Sequence[Question], copy: Copy) -> None:
    writer.say(document, "heading 1", _("Facts"))
    is_rtl = language() in RIGHT_TO_LEFT
    table = add_table(document, [FACTS, Length(TEXT_WIDTH - FACTS)], is_rtl=is_rtl)
    describe(table, _("Facts"))
    for question in said:
        left, right = table.add_row().cells
        shade(left)
        writer.say(left, styles.LABEL, question.label)
        writer.write(right, _blocks(question, copy), language_of(question, copy.text_language))


def _blocks(question: Question, copy: Copy) -> list[Block]:
    """A fact in words; links as links."""
    if isinstance(question.field, Rows) and issubclass(question.field.row_schema, LinkSchema):
        links = question.value(copy.values)
        return [Block(ITEM, (Span(link["label"], Style(link=link["url"])),)) for link in links]
    return blocks_of(question, copy.values)
