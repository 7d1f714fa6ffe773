"""Writing: new threads, changing and deleting posts, reporting."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from discussions import moderation, operations, queries
from discussions.addresses import asked_about, post_url, thread_url
from discussions.operations.posts import reason_to_hold, reason_to_read_again
from discussions.schemas import ModeratorsThreadSchema, PostSchema, ThreadSchema
from discussions.views.blueprint import READ_FIRST, bp, posting_limit
from discussions.workflow import VISIBLE
from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import signed_in
from hub.i18n import language
from hub.moderation.schemas import ReportSchema
from hub.policy import can, require


@bp.route("/<space_slug>/new", methods=["GET", "POST"])
@signed_in
@posting_limit
def new_thread(space_slug: str) -> ResponseReturnValue:
    """Start a thread, perhaps about something that the address names."""
    actor = current_actor()
    space = queries.space(actor, space_slug)
    require(actor, "space.write", space)
    about = asked_about()
    schema = ModeratorsThreadSchema() if can(actor, "space.moderate", space) else ThreadSchema()
    form = Form(schema, values={"language": language()})
    if form.is_sent:
        with form.catching():
            thread = operations.start(actor, space, form.load(), about=about.ref if about else None)
            flash(_("Your discussion is published.") if thread.post_count else READ_FIRST, "success")
            return redirect(thread_url(thread))
    holds = reason_to_hold(actor, space)
    page = render_template("discussions/new_thread.html", form=form, space=space, holds=holds, about=about)
    return page, form.status


@bp.route("/<space_slug>/<slug>/<int:number>/edit", methods=["GET", "POST"])
@signed_in
def edit_post(space_slug: str, slug: str, number: int) -> ResponseReturnValue:
    """Change one's own post."""
    actor = current_actor()
    post = queries.post(actor, space_slug, slug, number)
    require(actor, "post.edit", post)
    saved = PostSchema().dump(post)
    form = Form(PostSchema(), values=saved)
    if form.is_sent:
        with form.catching():
            operations.edit(actor, post, form.load(), seen=form.seen)
            flash(_("Your post is changed.") if post.state == VISIBLE else READ_FIRST, "success")
            return redirect(post_url(post))
    return render_template(
        "discussions/edit_post.html",
        form=form,
        post=post,
        saved=saved,
        read_again=reason_to_read_again(actor, post),
    ), form.status


@bp.route("/<space_slug>/<slug>/<int:number>/delete", methods=["GET", "POST"])
@signed_in
def delete_post(space_slug: str, slug: str, number: int) -> ResponseReturnValue:
    """Delete one's own post, after a question."""
    actor = current_actor()
    post = queries.post(actor, space_slug, slug, number)
    require(actor, "post.edit", post)
    if request.method == "GET":
        return render_template("discussions/delete_post.html", post=post)
    operations.delete(actor, post)
    flash(_("Your post is deleted."), "success")
    return redirect(thread_url(post.thread))


@bp.route("/<space_slug>/<slug>/<int:number>/report", methods=["GET", "POST"])
@signed_in
@posting_limit
def report_post(space_slug: str, slug: str, number: int) -> ResponseReturnValue:
    """Tell the moderators that something is wrong with a post."""
    actor = current_actor()
    post = queries.post(actor, space_slug, slug, number)
    form = Form(ReportSchema())
    if form.is_sent:
        with form.catching():
            moderation.report(actor, post, **form.load())
            flash(_("Thank you. A moderator will look at this post."), "success")
            return redirect(thread_url(post.thread))
    return render_template("discussions/report.html", form=form, post=post), form.status
