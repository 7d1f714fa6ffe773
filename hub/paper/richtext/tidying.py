"""One form for each text: blanks, styles and lists as every way of writing them comes out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hub import markup
from hub.paper.richtext.blocks import (
    CODE,
    HEADING,
    HEADINGS,
    ITEM,
    PARAGRAPH,
    PLAIN,
    RULE,
    TABLE,
    Block,
    Span,
    Spans,
    Style,
)

Letters = list[tuple[str, Style]]

_BULLET = re.compile(r"[•·▪◦‣●○■*–—-][ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})[.)][ \t\u00a0]+(?=\S)")
_RULE, _SIGNS = re.compile(r"[-–—_*\s]*+\Z"), re.compile(r"[-–—_*]{3}")
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_DEEPEST = 8


def without_unwanted(text: str) -> str:
    """A text without what no text needs, and no document may hold."""
    return _UNWANTED.sub("", text)


def tidy(blocks: Iterable[Block]) -> list[Block]:
    """The same text in the form in which it is compared and kept."""
    found: list[Block] = []
    for block in blocks:
        for one in _tidied(block):
            _join(found, one)
    return found


def tidy_spans(spans: Spans) -> Spans:
    """The words of one paragraph in that form."""
    return _spans(_breaking(_lines(spans)))


def _tidied(block: Block) -> Iterator[Block]:
    if block.kind == CODE:
        yield from _code(block)
    elif block.kind == TABLE:
        yield from _table(block)
    elif block.kind == RULE or (block.kind == PARAGRAPH and _is_rule(block.text)):
        yield Block(RULE)
    elif block.kind == PARAGRAPH:
        yield from _paragraphs(_lines(block.spans))
    elif spans := tidy_spans(block.spans):
        level = min(max(block.level, 1), HEADINGS) if block.kind == HEADING else block.level
        spans = _on_one_line(spans) if block.kind == HEADING else spans
        yield replace(block, spans=spans, level=level)


def _is_rule(text: str) -> bool:
    return bool(_RULE.match(text) and _SIGNS.search(text))


def _code(block: Block) -> Iterator[Block]:
    lines = [line.rstrip() for line in without_unwanted(block.text.replace("\t", "    ")).split("\n")]
    text = "\n".join(lines).strip("\n")
    if text:
        yield Block(CODE, (Span(text),))


def _table(block: Block) -> Iterator[Block]:
    rows = [[_on_one_line(tidy_spans(cell)) for cell in row] for row in block.rows]
    rows = [row for row in rows if any(row)]
    if rows:
        width = max(len(row) for row in rows)
        yield Block(TABLE, rows=tuple((*row, *(((),) * (width - len(row)))) for row in rows))


def _on_one_line(spans: Spans) -> Spans:
    return tuple(Span(text.replace("\n", " "), style) for text, style in spans)


def _paragraphs(lines: Iterable[Letters]) -> Iterator[Block]:
    """The paragraphs that an empty line divides, and the items that begin with the sign of a list."""
    block, gathered = Block(PARAGRAPH), list[Letters]()
    for line in lines:
        text = "".join(letter for letter, _style in line)
        bullet, number = _BULLET.match(text), _NUMBER.match(text)
        sign = bullet or number
        if sign or not text:
            yield from _gathered(block, gathered)
            block, gathered = Block(PARAGRAPH), []
        if sign:
            block = Block(ITEM, number=None if bullet or not number else int(number[1]))
            line = line[sign.end() :]
        gathered.append(line)
    yield from _gathered(block, gathered)


def _gathered(block: Block, lines: list[Letters]) -> Iterator[Block]:
    if spans := _spans(_breaking(lines)):
        yield replace(block, spans=spans)


def _lines(spans: Spans) -> Iterator[Letters]:
    """Letter by letter, line by line, each without blanks around it and single ones inside."""
    line: Letters = []
    for letter, style in _settled(list(_letters(spans))):
        if letter == "\n":
            yield _without_outer_blanks(line)
            line = []
        else:
            line.append((letter, style))
    yield _without_outer_blanks(line)


def _breaking(lines: Iterable[Letters]) -> Letters:
    """Lines that say something, as one text with breaks."""
    found: Letters = []
    for line in filter(None, lines):
        shared = _shared(found[-1][1], line[0][1]) if found else PLAIN
        found += [("\n", shared), *line] if found else line
    return found


def _letters(spans: Spans) -> Iterator[tuple[str, Style]]:
    before, links = "\n", _links(spans)
    for text, style in spans:
        if style.link:
            style = style._replace(link=links[style.link])
        for letter in without_unwanted(text.replace("\t", " ")):
            if letter != " " or before not in " \n":
                yield letter, style
            before = letter


def _links(spans: Spans) -> dict[str, str]:
    """Where each link of a paragraph leads."""
    words = defaultdict[str, list[str]](list)
    for text, style in spans:
        words[style.link].append(text)
    return {link: _link(link, "".join(said).strip()) for link, said in words.items() if link}


def _link(link: str, words: str) -> str:
    """Where a link leads; nowhere, where it is not safe or says no more than its words."""
    if link.startswith("#") or not markup.safe_url(link) or re.search(r"[\s<>\\]", link):
        return ""
    said = (words.rstrip("/"), f"http://{words}".rstrip("/"), f"https://{words}".rstrip("/"))
    return "" if link.rstrip("/") in said else markup.normal_url(link)


def _settled(letters: Letters) -> Letters:
    """Blanks look like both their neighbours, or plain: programs disagree about where bold ends."""
    settled = list(letters)
    start = 0
    while start < len(letters):
        end = start
        while end < len(letters) and letters[end][0].isspace():
            end += 1
        if end > start:
            left = letters[start - 1][1] if start else PLAIN
            right = letters[end][1] if end < len(letters) else PLAIN
            settled[start:end] = [(letter, _shared(left, right)) for letter, _style in letters[start:end]]
        start = end + 1
    return settled


def _shared(left: Style, right: Style) -> Style:
    return Style(
        left.bold and right.bold,
        left.italic and right.italic,
        left.strike and right.strike,
        left.code and right.code,
        left.link if left.link == right.link else "",
    )


def _without_outer_blanks(letters: Letters) -> Letters:
    inside = [place for place, (letter, _style) in enumerate(letters) if not letter.isspace()]
    return letters[inside[0] : inside[-1] + 1] if inside else []


def _spans(letters: Letters) -> Spans:
    found: list[Span] = []
    for letter, style in letters:
        if found and found[-1].style == style:
            found[-1] = Span(found[-1].text + letter, style)
        else:
            found.append(Span(letter, style))
    return tuple(found)


def _join(found: list[Block], block: Block) -> None:
    """Add a block to those before it: code goes on, lists are numbered on, and no item lies too deep."""
    last = found[-1] if found else None
    if block.kind == CODE and last and last.kind == CODE:
        found[-1] = Block(CODE, (Span(f"{last.text}\n{block.text}"),))
    elif block.kind == ITEM:
        found.append(_placed(found, block))
    elif block.kind != RULE or not last or last.kind != RULE:
        found.append(block)


def _placed(found: Sequence[Block], item: Block) -> Block:
    deepest = found[-1].level + 1 if found and found[-1].kind == ITEM else 0
    item = replace(item, level=min(item.level, deepest, _DEEPEST))
    for before in reversed(found):
        if before.kind != ITEM or before.level < item.level:
            break
        if before.level == item.level:
            goes_on = before.number is not None and item.number is not None
            return replace(item, number=before.number + 1) if goes_on and before.number is not None else item
    return item
