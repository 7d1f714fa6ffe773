"""Moderating: the queue, decisions, locking and pinning."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from discussions import moderation, queries
from discussions.addresses import post_url, thread_url
from discussions.models import Thread
from discussions.operations import revise_thread
from discussions.schemas import ThreadSettingsSchema
from discussions.views.blueprint import bp
from discussions.workflow import DECISIONS, OUTCOMES
from hub.auth.actors import current_actor
from hub.forms import Form, row_number
from hub.guard import access, signed_in
from hub.moderation import queries as waiting
from hub.moderation.schemas import DecisionSchema, HidingSchema
from hub.pagination import paginate
from hub.policy import require
from hub.schemas import BaseSchema


class NoQuestions(BaseSchema):
    """Decisions that need no reason."""


_SCHEMAS: dict[str, type[BaseSchema]] = {"reject": DecisionSchema, "hide": HidingSchema}


@bp.get("/queue")
@access("queue.view")
def queue() -> str:
    """What waits for a moderator in the reader's spaces."""
    actor = current_actor()
    spaces = queries.moderated(actor)
    asked = request.args.get("space", "")
    ids = [space.id for space in spaces if asked in ("", space.slug)]
    page = paginate(waiting.waiting("space", ids))
    posts = {post.id: post for post in queries.load_posts([item.thing_id for item in page.items])}
    return render_template(
        "discussions/queue.html",
        page=page,
        posts=posts,
        spaces=spaces,
        asked=asked,
        flags=waiting.flags_on("post", list(posts)),
        steps={i: DECISIONS.open_to(actor, p) for i, p in posts.items()},
    )


@bp.route(
    "/<space_slug>/<slug>/<int:number>/<any(approve,reject,hide,restore,keep):decision>",
    methods=["GET", "POST"],
)
@signed_in
def decide(space_slug: str, slug: str, number: int, decision: str) -> ResponseReturnValue:
    """Decide on a post. The address names the item of the queue and the version that was looked at."""
    actor = current_actor()
    post = queries.post(actor, space_slug, slug, number)
    require(actor, "post.moderate", post)
    form = Form(_SCHEMAS.get(decision, NoQuestions)())
    if form.is_sent:
        with form.catching():
            moderation.decide(actor, post, decision, form.load(), seen=_number("item"), version=_number("version"))
            flash(str(OUTCOMES[decision]), "success")
            back = request.args.get("back", "")  # the filter of the queue that the moderator came from
            return redirect(url_for("discussions.queue", space=back) if "item" in request.args else post_url(post))
    return render_template("discussions/decision.html", form=form, post=post, step=DECISIONS[decision]), form.status


def _number(name: str) -> int | None:
    return row_number(request.args.get(name))


@bp.post("/<space_slug>/<slug>/<any(lock,unlock,pin,unpin):action>")
@signed_in
def mark_thread(space_slug: str, slug: str, action: str) -> Response:
    """Lock or pin a thread, or take it back."""
    actor = current_actor()
    thread = queries.thread(actor, space_slug, slug)
    if action in ("lock", "unlock"):
        moderation.set_locked(actor, thread, action == "lock")
    else:
        moderation.set_pinned(actor, thread, action == "pin")
    return redirect(thread_url(thread))


@bp.route("/<space_slug>/<slug>/settings", methods=["GET", "POST"])
@signed_in
def thread_settings(space_slug: str, slug: str) -> ResponseReturnValue:
    """Change title, objectives and consultation of a thread."""
    actor = current_actor()
    thread = queries.thread(actor, space_slug, slug)
    require(actor, "thread.moderate", thread)
    form = Form(ThreadSettingsSchema(), values=_present(thread))
    if form.is_sent:
        with form.catching():
            revise_thread(actor, thread, form.load())
            flash(_("The discussion is changed."), "success")
            return redirect(thread_url(thread))
    return render_template("discussions/thread_settings.html", form=form, thread=thread), form.status


def _present(thread: Thread) -> dict[str, Any]:
    return {
        "title": thread.title,
        "objectives": list(thread.objectives),
        "questions": thread.questions,
        "feeds": thread.feeds,
        "opens": thread.opens_at and thread.opens_at.date().isoformat(),
        "closes": thread.closes_at and thread.closes_at.date().isoformat(),
    }
