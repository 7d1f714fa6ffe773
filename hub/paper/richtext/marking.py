"""The signs of Markdown within a paragraph."""

import re

from hub.paper.richtext.blocks import Span, Spans, Style

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|]")
_LEADING = re.compile(r"(?m)^([#+=-]|\d+(?=[.)]))")
_BREAK = "  \n"
_STYLES = ("link", "bold", "italic", "strike")


def marked(spans: Spans, italic: str, *, escape: bool) -> str:
    """Words with the signs of their styles, a style that lasts longer around one that ends sooner."""
    said, open_ = "", list[str]()
    for place, (text, style) in enumerate(spans):
        before = spans[place - 1].style if place else style
        ending = [n for n, name in enumerate(open_) if getattr(style, name) != getattr(before, name)]
        kept = ending[0] if ending else len(open_)
        said += _closing(open_[kept:], before, italic)
        beginning = [name for name in _STYLES if getattr(style, name) and name not in open_[:kept]]
        beginning.sort(key=lambda name: -_extent(spans, place, name))
        open_ = open_[:kept] + beginning
        said += "".join(_sign(name, italic) for name in beginning)
        said += _code(text) if style.code else _text(text, escape)
    return said + (_closing(open_, spans[-1].style, italic) if spans else "")


def _text(text: str, escape: bool) -> str:
    if escape:
        text = _LEADING.sub(_sheltered, _SPECIAL.sub(r"\\\g<0>", text))
    return text.replace("\n", _BREAK)


def _sheltered(found: re.Match[str]) -> str:
    """A sign that would begin a heading or a list: of a number, the dot after it is what counts."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _extent(spans: tuple[Span, ...], place: int, name: str) -> int:
    """For how many spans from here a style lasts."""
    value = getattr(spans[place].style, name)
    lasting = (n for n, span in enumerate(spans[place:]) if getattr(span.style, name) != value)
    return next(lasting, len(spans))


def _sign(name: str, italic: str) -> str:
    return {"link": "[", "bold": "**", "italic": italic, "strike": "~~"}[name]


def _closing(names: list[str], style: Style, italic: str) -> str:
    address = f"<{style.link}>" if re.search(r"[()]", style.link) else style.link
    return "".join(f"]({address})" if name == "link" else _sign(name, italic) for name in reversed(names))


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return fence + pad + text.replace("\n", " ") + pad + fence
