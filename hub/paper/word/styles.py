"""What documents look like: few styles, named as every office program knows them, and our own."""

from typing import Any, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from hub.i18n import RIGHT_TO_LEFT

INK, SOFT, BLUE, TINT, LINE = "1D1B18", "5A554D", "00365C", "F5F1E9", "BDB5A6"
"""The colours of the pages, on paper."""

NORMAL, LABEL, HELP, CHOICE, KEY, CODE, LIST, QUOTE = (
    "Normal", "Hub Label", "Hub Help", "Hub Choice", "Hub Key", "Hub Code", "List Paragraph", "Quote",
)  # fmt: skip
MONOSPACE = "Courier New"

_LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA", "ru": "ru-RU", "zh": "zh-CN"}


class _Look(NamedTuple):
    """A style of paragraphs; all lengths in points. `keep`: on one page with what follows. `level`: of a heading."""

    name: str
    size: float
    before: int = 0
    after: int = 4
    colour: str = INK
    bold: bool = False
    keep: bool = False
    indent: int = 0
    level: int = 0
    font: str = ""


_LOOKS = (
    _Look(NORMAL, 10.5),
    _Look("Title", 22, 0, 4, BLUE, bold=True, keep=True),
    _Look("Subtitle", 11, 0, 12, SOFT),
    *(
        _Look(f"heading {level}", size, before, 4, BLUE, bold=True, keep=True, level=level)
        for level, size, before in ((1, 15, 18), (2, 12.5, 12), (3, 12, 8), (4, 11.5, 6), (5, 11, 6), (6, 10.5, 6))
    ),
    _Look(LIST, 10.5, 0, 2, indent=18),
    _Look(QUOTE, 10.5, 2, 4, SOFT, indent=18),
    _Look(LABEL, 10.5, 2, 2, bold=True),
    _Look(HELP, 9, 0, 2, SOFT),
    _Look(CHOICE, 8.5, 0, 0),
    _Look(KEY, 7, 2, 2, SOFT),
    _Look(CODE, 9.5, 0, 0, font=MONOSPACE),
    _Look("footer", 8.5, 0, 0, SOFT),
)


def style_id(name: str) -> str:
    """What paragraphs call a style. The library would look each one up, which takes longer than all the rest."""
    return name.replace(" ", "").title()


def locale_of(language: str) -> str:
    """A language as office programs name it."""
    return _LOCALES.get(language, language)


def style_sheet(language: str) -> list[Any]:
    """The defaults of a document in a language, then its styles, as elements."""
    is_rtl = language in RIGHT_TO_LEFT
    return [parse_xml(xml) for xml in (_defaults(language), *(_style(look, is_rtl) for look in _LOOKS), _TABLE, _LINK)]


def _defaults(language: str) -> str:
    code = locale_of(language)
    east, bidi = code if language == "zh" else "zh-CN", code if language in RIGHT_TO_LEFT else "ar-SA"
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Microsoft YaHei"/>'
        f'<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{code}" w:eastAsia="{east}" w:bidi="{bidi}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _style(look: _Look, is_rtl: bool) -> str:
    """A style; the format fixes the order of its properties."""
    parent = "" if look.name == NORMAL else '<w:basedOn w:val="Normal"/>'
    paragraph = (
        "<w:keepNext/><w:keepLines/>" if look.keep else "",
        "<w:bidi/>" if is_rtl else "",
        f'<w:spacing w:before="{look.before * 20}" w:after="{look.after * 20}" w:line="264" w:lineRule="auto"/>',
        f'<w:ind w:left="{look.indent * 20}"/>' if look.indent else "",
        f'<w:outlineLvl w:val="{look.level - 1}"/>' if look.level else "",
    )
    letters = (
        f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:cs="{look.font}"/>' if look.font else "",
        "<w:b/><w:bCs/>" if look.bold else "",
        f'<w:color w:val="{look.colour}"/>',
        f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>',
    )
    default = ' w:default="1"' if look.name == NORMAL else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{default} w:styleId="{style_id(look.name)}">'
        f'<w:name w:val="{look.name}"/>{parent}<w:qFormat/>'
        f"<w:pPr>{''.join(paragraph)}</w:pPr><w:rPr>{''.join(letters)}</w:rPr></w:style>"
    )


_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/>'
    '<w:left w:w="110" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="110" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)
_LINK = (
    f'<w:style {nsdecls("w")} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="00528A"/><w:u w:val="single"/></w:rPr></w:style>'
)
