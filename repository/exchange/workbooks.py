"""Many practices at once: the workbook to fill in, and what people filled in."""

from collections.abc import Iterable

from flask_babel import gettext as _

from hub.errors import Invalid
from hub.paper.proposing import told
from hub.paper.workbook.table import MOST_ROWS, Table, read_table
from hub.paper.workbook.template import Template, write_template
from repository.models import Practice
from repository.operations import missing
from repository.schemas import PracticeOutForEditors, PracticeSchema

OF_THE_HUB = frozenset(PracticeOutForEditors().fields) - frozenset(PracticeSchema().fields)
"""Columns of an export that the hub itself fills; in a workbook that comes back they say nothing."""

FILE_NAME = "practices.xlsx"


def write_workbook() -> bytes:
    """The empty workbook, in the language in use."""
    how_to = [
        _("Fill in a row for each practice in the first sheet. A draft may be incomplete; what is marked as required "
          "is asked for only when you submit it."),
        _("Choose names from the lists, or type them or their codes. Where several are possible, put a semicolon or a "
          "line break (Alt and Enter) between them."),
        _("Upload the workbook on the hub. Each problem is told with its sheet, row and column, and nothing is loaded "
          "before you say so. At most %(number)s practices are taken at once.", number=MOST_ROWS),
    ]  # fmt: skip
    return write_template(Template(PracticeSchema(), _("Many practices at once"), _("Practices"), how_to))


def read_workbook(content: bytes, name: str = "") -> Table:
    """The practices of a workbook, and every cell that cannot be taken. Raises Invalid for `file`."""
    return read_table(PracticeSchema(), content, name, OF_THE_HUB)


def still_missing(practices: Iterable[Practice]) -> list[tuple[Practice, list[str]]]:
    """Each practice with the labels of what is needed before it can be submitted."""
    return [(practice, _lacking(practice)) for practice in practices]


def _lacking(practice: Practice) -> list[str]:
    try:
        missing(practice)
    except Invalid as error:
        return [problem.label for problem in told(PracticeSchema(), error)]
    return []
