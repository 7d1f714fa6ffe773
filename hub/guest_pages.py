"""Pages for guests, rendered once and shown until something changes.

A guest's page depends on its address and language alone: it holds no name, no form with a token, nothing of
a session. So a process may keep the bytes, together with the value of the freshness counter that it read
*before* rendering, and show them as long as the counter still has that value. One small query decides, in
each request: what was withdrawn is gone with the commit that withdrew it, in every process. As times on
pages are relative, nothing is kept for more than a minute.

A view takes part by `@kept_for_guests` below its route.
"""

import gzip
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import Flask, Response, current_app, g, request

from hub import freshness
from hub.db import db
from hub.i18n import choose

MAX_SECONDS = 60
MAX_BYTES = 32 * 1024 * 1024

Key = tuple[str, str, str]


def kept_for_guests(view: Any) -> Any:
    """Mark a view whose page for guests may be kept."""
    view.kept_for_guests = True
    return view


@dataclass(frozen=True)
class Kept:
    """A rendered page, plain and compressed, and the counter's value that it was rendered at."""

    body: bytes
    packed: bytes
    counter: int
    until: float


class Shelf:
    """The kept pages of one process, the least recently used leaving first."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Key, Kept] = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def get(self, key: Key, counter: int) -> Kept | None:
        with self.lock:
            kept = self.pages.get(key)
            if kept is None or kept.counter != counter or kept.until < time.monotonic():
                return None
            self.pages.move_to_end(key)
            return kept

    def put(self, key: Key, kept: Kept) -> None:
        with self.lock:
            old = self.pages.pop(key, None)
            self.size += len(kept.body) + len(kept.packed) - (len(old.body) + len(old.packed) if old else 0)
            self.pages[key] = kept
            while self.size > MAX_BYTES:
                gone = self.pages.popitem(last=False)[1]
                self.size -= len(gone.body) + len(gone.packed)


def _takes_part() -> bool:
    """Whether this request comes from a guest, for a page that may be kept."""
    view = current_app.view_functions.get(request.endpoint or "")
    return (
        request.method == "GET"
        and getattr(view, "kept_for_guests", False)
        and current_app.config["SESSION_COOKIE_NAME"] not in request.cookies
        and "Authorization" not in request.headers
        and "lang" not in request.args
    )


def _show_kept() -> Response | None:
    g.keep_as = None
    if not _takes_part():
        return None
    with db.engine.connect() as connection:
        counter = freshness.current(connection)
    key = (request.full_path, choose(), request.host)
    kept = current_app.extensions["hub_shelf"].get(key, counter)
    if kept is None:
        g.keep_as = (key, counter)
        return None
    return _answer(kept)


def _answer(kept: Kept) -> Response:
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(kept.packed if packed else kept.body, content_type="text/html; charset=utf-8")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Cookie, Accept-Language, Accept-Encoding"
    return response


def _keep(response: Response) -> Response:
    place = g.get("keep_as")
    if place and response.status_code == 200 and "Set-Cookie" not in response.headers and not response.is_streamed:
        key, counter = place
        body = response.get_data()
        kept = Kept(body, gzip.compress(body, 6, mtime=0), counter, time.monotonic() + MAX_SECONDS)
        current_app.extensions["hub_shelf"].put(key, kept)
        return _answer(kept)
    return response


def init_app(app: Flask) -> None:
    app.extensions["hub_shelf"] = Shelf()
    app.before_request(_show_kept)
    app.after_request(_keep)
