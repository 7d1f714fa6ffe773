"""Markdown that people type becomes safe HTML once, when it is written."""

import re
from functools import cache, partial
from html.parser import HTMLParser
from urllib.parse import urlsplit

from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token

_TAGS = {
    "p",
    "br",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_SCHEMES = {"http", "https", "mailto"}
_BARE = re.compile(r"(?:[^<>&]++|&(?:amp|lt|gt|quot);|</?(?:p|strong|em|s|code|pre|blockquote|ul|ol|li|h[3-6])>)*+")
"""HTML of escaped text and allowed tags without any attribute: there is nothing that could be cleaned away."""
MOST_CELLS = 3_000
"""Cells of all tables of a text; tables beyond them stay the lines that were typed."""
_DOMAIN = re.compile(r"[\w-]\.\w")
"""What every address has in it that would become a link."""


def safe_url(url: str) -> bool:
    """Whether an address may stand in a link: http, https, mailto, or a path on this hub.

    bleach lets `javascript:123` pass (it takes the digits for a port), so the scheme is read here.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme.lower() in _SCHEMES and (parts.scheme == "mailto" or bool(parts.netloc))
    return url.startswith(("/", "#")) and not url.startswith("//") and "\\" not in url


def _attribute_allowed(tag: str, name: str, value: str) -> bool:
    if tag == "a":
        return name == "title" or (name == "href" and safe_url(value))
    return tag == "ol" and name == "start" and value.isdigit()


def _small_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, unless its lines ask for more cells than a text has room for: missing ones are made, however many."""
    columns = state.getLines(start + 1, start + 2, 0, False).count("|") + 1
    lines = next((line for line in range(start, end) if state.isEmpty(line)), end) - start
    cells = state.env.get("cells", 0) + columns * lines
    if cells > MOST_CELLS or not table(state, start, end, silent):
        return False
    if not silent:
        state.env["cells"] = cells
    return True


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    parser.enable(["table", "strikethrough"])
    parser.disable("image")
    parser.block.ruler.at("table", _small_table, {"alt": ["paragraph", "reference"]})
    return parser


def tokens(text: str) -> list[Token]:
    """What Markdown is made of: neither raw HTML nor images."""
    return _parser().parse(text.replace("\x00", ""))


def normal_url(url: str) -> str:
    """An address as it stands in the rendered page: what is not ASCII is encoded."""
    return _parser().normalizeLink(url)


def render(text: str | None) -> str:
    """HTML for Markdown: no raw HTML, no images, headings start at the third level."""
    if not text:
        return ""
    found = tokens(text)
    for token in found:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    html = _parser().renderer.render(found, _parser().options, {})
    return html if _BARE.fullmatch(html) and not _DOMAIN.search(html) else _cleaned(html)


def _cleaned(html: str) -> str:
    """HTML with allowed tags and attributes alone, and with links where addresses stand."""
    # A new cleaner each time: bleach's cleaners are not safe to share between threads. Links are made in the same
    # pass: a second one (`bleach.linkify`) escapes the text of code twice.
    links = partial(LinkifyFilter, callbacks=[_outbound], skip_tags={"pre", "code"})
    cleaner = Cleaner(tags=_TAGS, attributes=_attribute_allowed, protocols=_SCHEMES, strip=True, filters=[links])
    return cleaner.clean(html)


def _outbound(
    attributes: dict[tuple[str | None, str], str], new: bool = False
) -> dict[tuple[str | None, str], str] | None:
    """Links to elsewhere pass on no reputation; a linkified address must be safe like any other."""
    if not safe_url(attributes.get((None, "href"), "")):
        return None
    if not attributes[(None, "href")].startswith(("/", "#")):
        attributes[(None, "rel")] = "nofollow ugc noopener"
    return attributes


_INLINE = frozenset({"strong", "em", "s", "code", "a"})
"""Tags that divide no words."""


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.parts.append("" if tag in _INLINE else " ")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append("" if tag in _INLINE else " ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(html: str) -> str:
    """The words of rendered HTML, for search documents, excerpts and mails."""
    reader = _Text()
    reader.feed(html)
    return " ".join("".join(reader.parts).split())
