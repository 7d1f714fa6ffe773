"""Home, inbox, about, accessibility."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.feature import Waiting, features
from hub.guard import public, signed_in
from hub.guest_pages import kept_for_guests
from hub.notifications.operations import headline, mark_read, unread
from hub.policy import Actor
from hub.taxonomy.views import objectives_by_cluster

bp = Blueprint("pages", __name__)


def waiting_for(actor: Actor) -> list[Waiting]:
    """All that waits for a person, the longest waiting first."""
    if actor.is_guest:
        return []
    found = [item for f in features(current_app) if f.waiting for item in f.waiting(actor)]
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
    actor = current_actor()
    news = [(note, headline(note)) for note in unread(actor)]
    return render_template("pages/inbox.html", waiting=waiting_for(actor), news=[n for n in news if n[1]])


@bp.post("/inbox/read")
@signed_in
def read_all() -> Response:
    mark_read(current_actor())
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


@bp.app_context_processor
def site() -> dict[str, object]:
    """What the frame of every page needs."""
    actor = current_actor()
    links = [link for f in features(current_app) for link in f.navigation]
    return {
        "actor": actor,
        "navigation": [{"label": link.label, "url": url_for(link.endpoint),
                        "current": request.endpoint == link.endpoint} for link in links],
        "waiting_count": len(waiting_for(actor)),
    }
