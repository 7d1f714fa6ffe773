"""Reading: spaces, threads, the history of a post, the public log. The thread page also takes the answer."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from discussions import queries
from discussions.addresses import asked_about, described, post_url
from discussions.models import Post, Thread
from discussions.operations import answer
from discussions.operations.posts import closed_because, reason_to_hold
from discussions.schemas import PostSchema
from discussions.views.blueprint import READ_FIRST, bp, posting_limit
from discussions.workflow import ACCESS, DECISIONS, MODERATION, VISIBLE
from hub.auth.actors import current_actor
from hub.forms import Form, row_number
from hub.guard import public, signed_in
from hub.guest_pages import kept_for_guests
from hub.moderation import queries as waiting
from hub.pagination import asked_page, paginate
from hub.policy import can


@bp.get("")
@public
@kept_for_guests
def spaces() -> str:
    """The spaces that the reader may open."""
    actor = current_actor()
    return render_template(
        "discussions/spaces.html",
        page=paginate(queries.spaces(actor), per_page=50),
        may_create=can(actor, "space.create"),
        moderates=can(actor, "queue.view"),
        about=asked_about(),
    )


@bp.get("/<space_slug>")
@public
@kept_for_guests
def space(space_slug: str) -> str:
    """A space with its threads."""
    actor = current_actor()
    found = queries.space(actor, space_slug)
    page = paginate(queries.threads(actor, found), total=queries.thread_total(actor, found))
    return render_template(
        "discussions/space.html",
        space=found,
        access=ACCESS[found.access],
        moderation=MODERATION[found.moderation],
        page=page,
        moderators=queries.moderators(found),
        moderates=can(actor, "space.moderate", found),
        may_write=can(actor, "space.write", found),
    )


@bp.get("/<space_slug>/<slug>")
@public
@kept_for_guests
def thread(space_slug: str, slug: str) -> str:
    """A thread, with the box for an answer."""
    found = queries.thread(current_actor(), space_slug, slug)
    return _thread_page(found, Form(PostSchema(), only=("body",)))


@bp.post("/<space_slug>/<slug>")
@signed_in
@posting_limit
def answer_thread(space_slug: str, slug: str) -> ResponseReturnValue:
    """Answer, quoting the post that the address names."""
    actor = current_actor()
    found = queries.thread(actor, space_slug, slug)
    quoted, form = _asked_quote(found), Form(PostSchema(), only=("body",))
    with form.catching():
        values = form.load() | {"quoted_post": quoted.id if quoted else None}
        post = queries.sent_just_now(actor, found, values["body"]) or answer(actor, found, values)
        flash(_("Your post is published.") if post.state == VISIBLE else READ_FIRST, "success")
        return redirect(post_url(post))
    return _thread_page(found, form), form.status


def _thread_page(found: Thread, form: Form) -> str:
    actor = current_actor()
    page = queries.page_of_posts(actor, found, asked_page())
    moderates = can(actor, "thread.moderate", found)
    return render_template(
        "discussions/thread.html",
        thread=found,
        space=found.space,
        page=page,
        form=form,
        quoted=_asked_quote(found),
        about=described(actor, found.about),
        moderates=moderates,
        may_write=can(actor, "thread.write", found),
        closed=closed_because(found),
        holds=None if actor.is_guest else reason_to_hold(actor, found.space),
        quotes=queries.readable_posts(actor, {post.quoted_post_id for post in page.items if post.quoted_post_id}),
        flags=waiting.flags_on("post", [post.id for post in page.items]) if moderates else {},
        steps={post.id: DECISIONS.open_to(actor, post) for post in page.items} if moderates else {},
        keepers={user.id for user in queries.moderators(found.space)},
    )


def _asked_quote(found: Thread) -> Post | None:
    """The post that the address asks to quote; one that cannot be quoted is left out."""
    number = row_number(request.args.get("quote"))
    return None if number is None else queries.quotable(current_actor(), found, number)


@bp.get("/<space_slug>/<slug>/<int:number>/history")
@public
def history(space_slug: str, slug: str, number: int) -> str:
    """The versions of a post."""
    actor = current_actor()
    post = queries.post(actor, space_slug, slug, number)
    return render_template("discussions/history.html", post=post, versions=queries.versions(actor, post))


@bp.get("/log")
@public
@kept_for_guests
def full_log() -> str:
    """The public moderation log of all spaces that the reader may open."""
    page = paginate(waiting.log("space", queries.readable_ids(current_actor())), per_page=50)
    return render_template(
        "discussions/log.html",
        page=page,
        space=None,
        spaces={s.id: s for s in queries.by_ids({e.scope_id for e in page.items})},
    )


@bp.get("/<space_slug>/log")
@public
@kept_for_guests
def space_log(space_slug: str) -> str:
    """The public moderation log of a space."""
    found = queries.space(current_actor(), space_slug)
    page = paginate(waiting.log("space", [found.id]), per_page=50)
    return render_template("discussions/log.html", page=page, space=found, spaces={found.id: found})
