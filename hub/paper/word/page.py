"""An empty document: A4, in a language, with numbered pages, and naming nobody."""

import io
import re
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from flask_babel import gettext as _

from hub import clock
from hub.i18n import RIGHT_TO_LEFT
from hub.paper.richtext.tidying import without_unwanted
from hub.paper.word.styles import locale_of, style_id, style_sheet

MARGIN = Mm(20)
TEXT_WIDTH = Mm(170)
_NOT_OURS = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
"""What the library's own empty document brings along."""


def new_document(title: str, language: str) -> Any:
    """A document of python-docx with our styles; `language` is that of its frame."""
    document = Document()
    for part in (document.part, document.part.package):
        for name in [name for name, link in part.rels.items() if link.reltype in _NOT_OURS]:
            del part.rels[name]
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    styles.extend(style_sheet(language))
    _set_page(document.sections[0], language)
    _set_properties(document, title, language)
    _number_pages(document.sections[0], title, is_rtl=language in RIGHT_TO_LEFT)
    return document


def saved(document: Any) -> bytes:
    """The document as a file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(section: Any, language: str) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    if language in RIGHT_TO_LEFT:
        section._sectPr.append(OxmlElement("w:bidi"))


def _set_properties(document: Any, title: str, language: str) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = _("Migration Network Hub")
    properties.title, properties.language = without_unwanted(title), locale_of(language)
    properties.created = properties.modified = clock.now().replace(tzinfo=None)
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.revision = 1
    language_of_theme = document.settings.element.find(qn("w:themeFontLang"))
    language_of_theme.set(qn("w:val"), locale_of(language))


def _number_pages(section: Any, title: str, *, is_rtl: bool) -> None:
    """A footer with the title, the page and the number of pages; the office program counts."""
    footer = section.footer.paragraphs[0]
    footer._p.style = style_id("footer")
    footer.add_run(f"{without_unwanted(title)[:80]} · ")
    for place, part in enumerate(re.split(r"\{(page|pages)\}", _("Page {page} of {pages}"))):
        if place % 2:
            footer._p.append(_field("PAGE" if part == "page" else "NUMPAGES"))
        else:
            footer.add_run(part)
    for run in footer.runs:
        run.font.rtl = is_rtl or None


def _field(name: str) -> Any:
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
