"""Pages for guests, rendered once and shown until something changes.

A guest's page depends on its whole address and the language alone: it holds no name, no form with a token, nothing
of a session (one that begins a session is not kept). So a process may keep the bytes (see `hub.kept`) and show them
as long as the freshness counter stands still. One small query decides, in each request: what was withdrawn is gone
with the commit that withdrew it, in every process.

A view takes part by `@kept_for_guests` below its route.
"""

import gzip
from typing import Any, NamedTuple

from flask import Flask, Response, current_app, g, request, session

from hub import freshness
from hub.auth.actors import GUEST
from hub.db import db
from hub.i18n import choose
from hub.kept import shelf


class Page(NamedTuple):
    """A rendered page, plain and compressed."""

    body: bytes
    packed: bytes


def kept_for_guests(view: Any) -> Any:
    """Mark a view whose page for guests may be kept."""
    view.kept_for_guests = True
    return view


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
    g.actor = GUEST  # neither cookie nor token: nobody has to be looked for
    counter = freshness.glance(db.engine)
    key = (request.root_url, request.path, request.query_string, choose())
    page = shelf(current_app).get(key, counter)
    if page is None:
        g.keep_as = (key, counter)
        return None
    return _filled(Response(content_type="text/html; charset=utf-8"), page)


def _filled(response: Response, page: Page) -> Response:
    """The answer with the bytes of a page; the headers that it has already stay."""
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response.set_data(page.packed if packed else page.body)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Cookie, Accept-Language, Accept-Encoding"
    return response


def _keep(response: Response) -> Response:
    place = g.get("keep_as")
    if place and response.status_code == 200 and not _is_personal(response) and not response.is_streamed:
        key, counter = place
        body = response.get_data()
        page = Page(body, gzip.compress(body, 6, mtime=0))
        shelf(current_app).put(key, page, counter, len(page.body) + len(page.packed))
        return _filled(response, page)
    return response


def _is_personal(response: Response) -> bool:
    """Whether the answer gives its reader a cookie; that of the session is only added at the very end."""
    return session.modified or "Set-Cookie" in response.headers


def init_app(app: Flask) -> None:
    app.before_request(_show_kept)
    app.after_request(_keep)
