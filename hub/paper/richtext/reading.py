"""Markdown as blocks."""

from dataclasses import replace

from markdown_it.token import Token

from hub import markup
from hub.paper.richtext.blocks import (
    CODE,
    HEADING,
    ITEM,
    PARAGRAPH,
    PLAIN,
    QUOTE,
    RULE,
    TABLE,
    Block,
    Span,
    Spans,
    Style,
)


def read_markdown(text: str | None) -> list[Block]:
    """The blocks of a text, as they stand."""
    reader = _Reader()
    for token in markup.tokens(text or ""):
        reader.take(token)
    return reader.blocks


class _List:
    """A list that is open, and whether its present item has said something yet."""

    def __init__(self, number: int | None) -> None:
        self.number = number
        self.is_new = False


class _Reader:
    """Goes through the tokens of the parser, which open and close."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lists: list[_List] = []
        self.quotes = 0
        self.heading = 0
        self.rows: list[list[Spans]] | None = None

    def take(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self.lists.append(_List(None))
            case "ordered_list_open":
                self.lists.append(_List(int(token.attrs.get("start", 1)) - 1))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._begin_item()
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting
            case "heading_open":
                self.heading = int(token.tag[1])
            case "heading_close":
                self.heading = 0
            case "fence" | "code_block":
                self.blocks.append(Block(CODE, (Span(token.content),)))
            case "hr":
                self.blocks.append(Block(RULE))
            case "table_open":
                self.rows = []
            case "tr_open" if self.rows is not None:
                self.rows.append([])
            case "table_close":
                self.blocks.append(Block(TABLE, rows=tuple(map(tuple, self.rows or ()))))
                self.rows = None
            case "inline":
                self._say(_spans(token.children or []))

    def _begin_item(self) -> None:
        current = self.lists[-1]
        current.is_new = True
        if current.number is not None:
            current.number += 1

    def _say(self, spans: Spans) -> None:
        if self.rows is not None:
            self.rows[-1].append(spans)
        elif self.lists:
            self._say_in_list(self.lists[-1], spans)
        elif self.heading:
            self.blocks.append(Block(HEADING, spans, self.heading))
        else:
            self.blocks.append(Block(QUOTE if self.quotes else PARAGRAPH, spans))

    def _say_in_list(self, current: _List, spans: Spans) -> None:
        """The first paragraph of an item is the item; further ones are further lines of it."""
        if current.is_new:
            self.blocks.append(Block(ITEM, spans, len(self.lists) - 1, current.number))
            current.is_new = False
        elif self.blocks[-1].kind == ITEM:
            last = self.blocks[-1]
            self.blocks[-1] = replace(last, spans=(*last.spans, Span("\n"), *spans))
        else:
            self.blocks.append(Block(PARAGRAPH, spans))


def _spans(tokens: list[Token]) -> Spans:
    found: list[Span] = []
    style = PLAIN
    for token in tokens:
        match token.type.rpartition("_"):
            case "strong", _, end:
                style = style._replace(bold=end == "open")
            case "em", _, end:
                style = style._replace(italic=end == "open")
            case "s", _, end:
                style = style._replace(strike=end == "open")
            case "link", _, end:
                style = style._replace(link=str(token.attrs.get("href", "")) if end == "open" else "")
            case _:
                found.append(_span(token, style))
    return tuple(found)


def _span(token: Token, style: Style) -> Span:
    match token.type:
        case "softbreak":
            return Span(" ", style)
        case "hardbreak":
            return Span("\n", style)
        case "code_inline":
            return Span(token.content, style._replace(code=True))
    return Span(token.content, style)
