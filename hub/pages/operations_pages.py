"""Addresses for machines: health, robots and the site map."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from flask import Blueprint, Response, current_app, jsonify, stream_with_context, url_for
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from hub import kinds
from hub.auth.actors import GUEST
from hub.db import db
from hub.errors import NotFound
from hub.guard import public
from hub.kinds import Kind
from hub.policy import readable
from hub.search.indexing import engine

bp = Blueprint("operations", __name__)

BLOCK = 10_000
"""How many ids a block of the site map covers."""
MOST = 50_000
"""How many addresses one site map may hold; a larger hub gets a list of site maps."""
BATCH = 500

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@bp.get("/healthz")
@public
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """The process can do its work: the database answers, and the search index can be read."""
    parts = {"database": _database(), "index": engine().healthy() or "ok"}
    ready = set(parts.values()) == {"ok"}
    return jsonify(status="ok" if ready else "unavailable", **parts), 200 if ready else 503


def _database() -> str:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
        return "does not answer"
    return "ok"


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """What crawlers may fetch."""
    closed = ("/search", "/api/", "/experts/", "/inbox", "/login", "/register")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed),
             f"Sitemap: {url_for('operations.sitemap', _external=True)}", ""]  # fmt: skip
    return Response("\n".join(lines), content_type="text/plain; charset=utf-8")


@bp.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """The addresses of all that a guest may read, experts left out: their profiles are not for harvesting."""
    shown = [kind for kind in kinds.all_kinds() if kind.in_sitemap]
    blocks = [(kind, number) for kind in shown for number in range(_blocks(kind))]
    if sum(_highest_id(kind) for kind in shown) < MOST:
        home = current_app.config["HUB_BASE_URL"] + "/"
        return _answer("urlset", "url", _all_of(home, blocks))
    parts = (url_for("operations.sitemap_block", kind=kind.name, number=n, _external=True) for kind, n in blocks)
    return _answer("sitemapindex", "sitemap", parts)


@bp.get("/sitemap/<kind>/<int:number>.xml")
@public
def sitemap_block(kind: str, number: int) -> Response:
    """A part of the site map of a large hub."""
    found = next((one for one in kinds.all_kinds() if one.in_sitemap and one.name == kind), None)
    if found is None or number >= _blocks(found):
        raise NotFound
    return _answer("urlset", "url", _addresses(found, number))


def _highest_id(kind: Kind) -> int:
    return int(db.session.scalar(select(func.max(kind.model.id))) or 0)


def _blocks(kind: Kind) -> int:
    return _highest_id(kind) // BLOCK + 1


def _all_of(home: str, blocks: list[tuple[Kind, int]]) -> Iterator[str]:
    yield home
    for kind, number in blocks:
        yield from _addresses(kind, number)


def _addresses(kind: Kind, number: int) -> Iterator[str]:
    base = current_app.config["HUB_BASE_URL"]
    last, end = number * BLOCK - 1, (number + 1) * BLOCK
    query = readable(GUEST, kind.name).with_only_columns(kind.model.id).order_by(kind.model.id).limit(BATCH)
    while ids := list(db.session.scalars(query.where(kind.model.id > last, kind.model.id < end))):
        things = {thing.id: thing for thing in kind.fetch(ids)}
        yield from (base + kind.url(things[i]) for i in ids if i in things)
        last = ids[-1]


def _answer(root: str, entry: str, addresses: Iterable[str]) -> Response:
    def lines() -> Iterator[str]:
        yield f"{_HEAD}<{root} {_NAMESPACE}>\n"
        yield from (f"<{entry}><loc>{escape(address)}</loc></{entry}>\n" for address in addresses)
        yield f"</{root}>\n"

    return Response(stream_with_context(lines()), content_type="application/xml; charset=utf-8")
