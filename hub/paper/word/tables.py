"""Tables with thin lines."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length

from hub.paper.word.styles import LINE, TINT


def add_table(container: Any, widths: Sequence[Length], *, is_rtl: bool) -> Any:
    """An empty table in a document or a cell, with columns of these widths."""
    table = container.add_table(0, len(widths))
    table.autofit = False
    if is_rtl:
        table.table_direction = WD_TABLE_DIRECTION.RTL
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    table._tbl.tblPr.xpath("./w:tblLayout")[0].addprevious(_borders())
    return table


def shade(cell: Any) -> None:
    """Give a cell the tint of what is not to be written in."""
    tint = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{TINT}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(tint))


def repeat(row: Any) -> None:
    """Make a row the heading of its table, on each page anew."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def describe(table: Any, text: str) -> None:
    """Say what a table is, for whoever does not see it."""
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), text)
    table._tbl.tblPr.append(said)


def _borders() -> Any:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
