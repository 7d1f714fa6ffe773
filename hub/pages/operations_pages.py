"""Addresses for machines: health, robots and the site map."""

from collections.abc import Iterator

from flask import Blueprint, Response, current_app, jsonify, url_for
from sqlalchemy import text

from hub import kinds
from hub.auth.actors import GUEST
from hub.db import db
from hub.guard import public
from hub.policy import readable

bp = Blueprint("operations", __name__)

SITEMAP_LIMIT = 50_000


@bp.get("/healthz")
@public
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """The process can do its work: the database answers."""
    try:
        db.session.execute(text("SELECT 1"))
    except Exception:
        current_app.logger.exception("not ready")
        return jsonify(status="unavailable", database="does not answer"), 503
    return jsonify(status="ok", database="ok"), 200


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """What crawlers may fetch."""
    lines = [
        "User-agent: *",
        "Disallow: /search",
        "Disallow: /api/",
        "Disallow: /experts/",
        "Disallow: /inbox",
        f"Sitemap: {url_for('operations.sitemap', _external=True)}",
        "",
    ]
    return Response("\n".join(lines), content_type="text/plain; charset=utf-8")


@bp.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """The addresses of all that a guest may read, experts left out: their profiles are not for harvesting."""
    entries = (f"<url><loc>{address}</loc></url>" for address in _addresses())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return Response(f"{head}{''.join(entries)}</urlset>", content_type="application/xml")


def _addresses() -> Iterator[str]:
    base = current_app.config["HUB_BASE_URL"]
    yield base + "/"
    for kind in kinds.all_kinds():
        if kind.in_sitemap:
            things = db.session.scalars(readable(GUEST, kind.name).limit(SITEMAP_LIMIT).order_by(kind.model.id))
            yield from (base + kind.url(thing) for thing in things)
