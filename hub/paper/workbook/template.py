"""The workbook that people fill in: a column for each field, how to fill it, and all that can be chosen."""

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from marshmallow import Schema
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from hub import clock
from hub.i18n import NUMBERED, RIGHT_TO_LEFT, language, listed
from hub.paper.answers import how_to_write
from hub.paper.questions import Question, questions
from hub.paper.workbook.table import MOST_ROWS
from hub.schemas import Code, LongText, Rows, Year
from hub.taxonomy import Vocabulary

TINT = PatternFill("solid", fgColor="F5F1E9")
FONT, BLUE = "Calibri", "00365C"
_BOLD = Font(FONT, bold=True, color=BLUE)
_LINE = Border(bottom=Side("thin", color="80796D"))
_WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDE, MEDIUM, NARROW = 46, 26, 14
_LINE_HEIGHT, _LETTERS = 15.5, 80
"""Points of a line of help, and about how many letters it holds: not every program makes room by itself."""
TEXT, WHOLE = "@", "0"


@dataclass(frozen=True)
class Template:
    """What the workbook is for; `sheet` is the name of the sheet to fill in, `how_to` sentences that say how."""

    schema: Schema
    title: str
    sheet: str
    how_to: Sequence[str]


def write_template(template: Template) -> bytes:
    """The workbook as a file, in the language in use."""
    book = Workbook()
    for old in book.worksheets:
        book.remove(old)
    names = (template.sheet, _("How to"), _("Choices"))
    sheet, how_to, codes = (book.create_sheet(_name(name)) for name in names)
    columns = questions(template.schema)
    ranges = _write_codes(codes, columns)
    for number, question in enumerate(columns, 1):
        _write_column(sheet, number, question, ranges)
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 48
    sheet.print_title_rows = "1:1"
    _write_how_to(how_to, template, columns)
    for each in book.worksheets:
        each.sheet_view.rightToLeft = language() in RIGHT_TO_LEFT
        each.page_setup.orientation, each.page_setup.paperSize = "landscape", each.PAPERSIZE_A4
        each.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=each is not sheet)
        each.page_setup.fitToHeight = 0
    _set_properties(book, template.title)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _name(words: str) -> str:
    """A name that a sheet may have."""
    return re.sub(r"[\[\]:*?/\\']", " ", words)[:31]


def _write_column(sheet: Any, number: int, question: Question, ranges: dict[str, str]) -> None:
    heading = sheet.cell(1, number, f"{question.full_label}\n[{question.key}]")
    heading.font, heading.fill, heading.border, heading.alignment = _BOLD, TINT, _LINE, _WRAPPED
    comment = Comment("\n".join(filter(None, (question.help, *hints(question)))), _("Migration Network Hub"))
    comment.width, comment.height = 320, 140
    heading.comment = comment
    column = sheet.column_dimensions[get_column_letter(number)]
    column.width = WIDE if isinstance(question.field, (LongText, Rows)) else NARROW if _is_short(question) else MEDIUM
    column.number_format = WHOLE if isinstance(question.field, Year) else TEXT
    column.alignment = _WRAPPED
    if isinstance(question.field, Code):
        _offer(sheet, column.index, ranges[question.field.vocabulary.name])


def _is_short(question: Question) -> bool:
    return isinstance(question.field, Year)


def hints(question: Question) -> list[str]:
    """How a cell is filled, beyond the help of its field."""
    found = [_("For example: %(example)s", example=question.example)] if question.example else []
    found.append(how_to_write(question.field))
    if question.vocabulary:
        found.append(_("The choices stand in the sheet “%(sheet)s”.", sheet=_name(_("Choices"))))
    return [hint for hint in found if hint]


def _offer(sheet: Any, letter: str, source: str) -> None:
    """A list to choose from in each cell of a column; what is typed instead is taken, too, if the hub knows it."""
    offer = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    offer.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(offer)


def _write_codes(sheet: Any, columns: Sequence[Question]) -> dict[str, str]:
    """All vocabularies side by side, codes and names; where the names of each stand."""
    vocabularies: dict[str, tuple[Vocabulary, list[str]]] = {}
    for question in columns:
        if question.vocabulary:
            vocabularies.setdefault(question.vocabulary.name, (question.vocabulary, []))[1].append(question.label)
    ranges = {}
    for place, (name, (vocabulary, labels)) in enumerate(vocabularies.items()):
        column, letter = 2 * place + 1, get_column_letter(2 * place + 2)
        for offset, text in enumerate((_("Code"), _("Choices for: %(fields)s", fields=listed(labels)))):
            heading = sheet.cell(1, column + offset, text)
            heading.font, heading.fill, heading.alignment = _BOLD, TINT, _WRAPPED
            sheet.column_dimensions[get_column_letter(column + offset)].width = (NARROW, MEDIUM + 8)[offset]
        for row, (code, label) in enumerate(vocabulary.choices(language()), 2):
            sheet.cell(row, column, code).number_format = TEXT
            sheet.cell(row, column + 1, f"{code} {label}" if name in NUMBERED else label)
        ranges[name] = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${len(vocabulary) + 1}"
    sheet.freeze_panes = "A2"
    return ranges


def _write_how_to(sheet: Any, template: Template, columns: Sequence[Question]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 10, 34
    sheet.column_dimensions["C"].width = 100
    sheet.cell(1, 1, template.title).font = Font(FONT, 15, bold=True, color=BLUE)
    row = 2
    for sentence in template.how_to:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
        sheet.cell(row, 1, sentence).alignment = _WRAPPED
        sheet.row_dimensions[row].height = 34
        row += 1
    for number, text in enumerate((_("Column"), _("Field"), _("Help")), 1):
        heading = sheet.cell(row + 1, number, text)
        heading.font, heading.fill = _BOLD, TINT
    for number, question in enumerate(columns, 1):
        more = " ".join(filter(None, (question.help, *hints(question))))
        for place, text in enumerate((get_column_letter(number), question.full_label, more), 1):
            sheet.cell(row + 1 + number, place, text).alignment = _WRAPPED
        sheet.row_dimensions[row + 1 + number].height = _LINE_HEIGHT * math.ceil(len(more) / _LETTERS)


def _set_properties(book: Workbook, title: str) -> None:
    properties = book.properties
    properties.creator = properties.lastModifiedBy = _("Migration Network Hub")
    properties.title, properties.language = title, language()
    properties.created = properties.modified = clock.now().replace(tzinfo=None)
