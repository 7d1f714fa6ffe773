"""Blocks as Markdown, with a backslash only where a text would otherwise read as something else."""

import re
from collections.abc import Iterator, Sequence

from hub.paper.richtext.blocks import (
    ITEM,
    PARAGRAPH,
    PLAIN,
    QUOTE,
    Block,
    Span,
    Spans,
    Style,
)
from hub.paper.richtext.marking import marked
from hub.paper.richtext.reading import read_markdown
from hub.paper.richtext.tidying import tidy, tidy_spans


def canonical(text: str | None) -> str:
    """A Markdown text as it comes back from a document that nobody has touched."""
    return write_markdown(read_markdown(text))


def write_markdown(blocks: Sequence[Block]) -> str:
    """The Markdown of blocks, which are tidied first."""
    said: list[str] = []
    items: list[Block] = []
    last: Block | None = None
    for block in tidy(blocks):
        siblings = items[block.level : block.level + 1] if block.kind == ITEM else []
        items = items[: block.level] if block.kind == ITEM else []
        said += [_between(last, block, siblings) if last else "", _written(block, items)]
        items += [block] if block.kind == ITEM else []
        last = block
    return "".join(said)


def _between(last: Block, block: Block, siblings: list[Block]) -> str:
    """What divides two blocks. A list that begins with another number than 1 needs an empty line before it."""
    if last.kind == block.kind == ITEM:
        goes_on = block.number in (None, 1) or any(one.number is not None for one in siblings)
        return "\n" if goes_on else "\n\n"
    return "\n>\n" if last.kind == block.kind == QUOTE else "\n\n"


def _sign(item: Block) -> str:
    return "- " if item.number is None else f"{item.number}. "


def _written(block: Block, above: list[Block]) -> str:
    """A block; `above` are the items that an item lies within."""
    match block.kind:
        case "rule":
            return "---"
        case "code":
            fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", block.text))])
            return f"{fence}\n{block.text}\n{fence}"
        case "table":
            return _table(block)
        case "heading":
            return f"{'#' * block.level} " + re.sub(r"(\s)(#+)\Z", r"\1\\\2", inline(block.spans))
        case "quote":
            return "> " + inline(block.spans).replace("\n", "\n> ")
        case "item":
            indent = " " * sum(len(_sign(item)) for item in above)
            beneath = "\n" + indent + " " * len(_sign(block))
            return indent + _sign(block) + inline(block.spans).replace("\n", beneath)
    return inline(block.spans)


def _table(block: Block) -> str:
    lines = [f"| {' | '.join(_in_cell(cell) for cell in row)} |" for row in block.rows]
    return "\n".join([lines[0], "|" + " --- |" * len(block.rows[0]), *lines[1:]])


def _in_cell(spans: Spans) -> str:
    return inline(spans).replace("|", "\\|")


def inline(spans: Spans) -> str:
    """The simplest of several ways to write words that reads as them; in the worst case without bold and italic."""
    plain = (Span("".join(text for text, _style in spans)),)
    for variant in (spans, tuple(_inside_punctuation(spans)), _without_emphasis(spans), plain):
        wanted = tidy_spans(variant)
        for italic, escape in (("*", False), ("*", True), ("_", True)):
            text = marked(wanted, italic, escape=escape)
            read = read_markdown(text)
            if len(read) == 1 and read[0].kind == PARAGRAPH and tidy_spans(read[0].spans) == wanted:
                return text
    return marked(plain, "*", escape=True)


def _inside_punctuation(spans: Spans) -> Iterator[Span]:
    """Bold and the like without the punctuation at its ends, where Markdown would not see that it begins or ends."""
    for text, style in spans:
        around = Style(link=style.link)
        words = re.search(r"\w(?:.*\w)?", text, re.DOTALL)
        if style in (PLAIN, around) or style.code or not words:
            yield Span(text, style if style.code else around)
            continue
        parts = ((text[: words.start()], around), (words[0], style), (text[words.end() :], around))
        yield from (Span(part, kind) for part, kind in parts if part)


def _without_emphasis(spans: Spans) -> Spans:
    return tuple(Span(text, Style(code=style.code, link=style.link)) for text, style in spans)
