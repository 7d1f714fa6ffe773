"""Home, inbox, about, accessibility."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from hub import freshness
from hub.auth.actors import current_actor, signed_in_user
from hub.db import db
from hub.feature import Waiting, features
from hub.guard import public, signed_in
from hub.guest_pages import kept_for_guests
from hub.kept import shelf
from hub.notifications.operations import mark_read, news_for
from hub.policy import Actor
from hub.taxonomy.views import objectives_by_cluster

bp = Blueprint("pages", __name__)


def waiting_for(actor: Actor) -> list[Waiting]:
    """All that waits for a person, the longest waiting first. How much it is is kept for `waiting_count`."""
    if actor.is_guest:
        return []
    counter = freshness.current(db.session.connection())
    found = [item for f in features(current_app) if f.waiting for item in f.waiting(actor)]
    shelf(current_app).put(("waiting", actor.id), len(found), counter)
    return sorted(found, key=lambda item: item.since)


@bp.get("/")
@public
@kept_for_guests
def home() -> str:
    """The first page."""
    return render_template("pages/home.html", groups=objectives_by_cluster(), waiting=waiting_for(current_actor()))


@bp.get("/inbox")
@signed_in
def inbox() -> str:
    """What waits for me, and what is new."""
    news = news_for(signed_in_user())
    return render_template("pages/inbox.html", waiting=waiting_for(current_actor()), news=news)


@bp.post("/inbox/read")
@signed_in
def read_all() -> Response:
    mark_read(signed_in_user())
    return redirect(url_for("pages.inbox"))


@bp.get("/about")
@public
@kept_for_guests
def about() -> str:
    return render_template("pages/about.html")


@bp.get("/accessibility")
@public
@kept_for_guests
def accessibility() -> str:
    return render_template("pages/accessibility.html")


def waiting_count() -> int:
    """How much waits for the actor; counted anew when something has changed."""
    actor, counter = current_actor(), freshness.current(db.session.connection())
    count: int | None = shelf(current_app).get(("waiting", actor.id), counter)
    return len(waiting_for(actor)) if count is None else count


def navigation() -> list[dict[str, object]]:
    """The site's main addresses."""
    links = [link for f in features(current_app) for link in f.navigation]
    return [{"label": link.label, "url": url_for(link.endpoint), "current": _current(link.endpoint)} for link in links]


def _current(endpoint: str) -> str:
    """What `aria-current` says of an entry: this is its page, or one of the part of the hub that it opens."""
    part = endpoint.partition(".")[0]
    return "page" if request.endpoint == endpoint else "true" if request.blueprint == part else ""


@bp.app_context_processor
def site() -> dict[str, object]:
    """What the frame of every page needs; functions, because most templates are pieces without the frame."""
    return {"actor": current_actor(), "navigation": navigation, "waiting_count": waiting_count}
