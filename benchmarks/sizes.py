"""Table (d): how much a browser loads."""

import re

from benchmarks import tables
from benchmarks.browser import Browser, text_of
from benchmarks.load import Connection, request
from benchmarks.pages import Site

_PARTS = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]*?(?:href|src)="([^"]+)"')
_LOADED = re.compile(r'<(?:link|script|img|iframe|source|video|audio)\b[^>]*?(?:href|src)="(?:https?:)?//([^"/]+)')
HEAD = ("page", "HTML packed, bytes", "plain", "first visit in all")


def measure(hub: int, site: Site, member: Browser) -> None:
    """Print the size of each page as a guest and as a member gets it, and what a first visit loads."""
    rows = []
    for name, paths in site.pages().items():
        plain = text_of(Browser(hub).ask(paths[0])).decode()
        html = _packed(hub, paths[0], "gzip, br", "")
        parts = sum(_packed(hub, path.replace("&amp;", "&"), "gzip, br", "") for path in _PARTS.findall(plain))
        rows.append((name, f"{html:,}", f"{len(plain.encode()):,}", f"{html + parts:,}"))
        rows.append((f"{name}, as a member", f"{_packed(hub, paths[0], 'gzip, br', member.cookie):,}", "", ""))
        if others := set(_LOADED.findall(plain)) - {"127.0.0.1"}:
            raise AssertionError(f"{name} loads from {others}")
    tables.show("Sizes", HEAD, rows)


def _packed(port: int, path: str, encoding: str, cookie: str) -> int:
    """Bytes of the body as sent."""
    connection = Connection(port)
    answer = connection.ask(request(path, cookie=cookie, encoding=encoding))
    connection.close()
    return len(answer.body)
