"""The reviewer's pages: first the declaration, then the text with the form."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub import clock
from hub.auth.actors import current_actor, signed_in_user
from hub.error_pages import wants_json
from hub.errors import Invalid
from hub.forms import Form
from hub.guard import signed_in
from hub.i18n import iso
from repository import operations, queries
from repository.models import Review
from repository.models.review import ACCEPTED, INVITED, SUBMITTED
from repository.operations.reviewing import require_declared, round_of, waits_for_extra
from repository.queries import texts
from repository.schemas import DeclarationSchema, RefusalSchema, review_schema
from repository.views.blueprint import bp


@bp.get("/reviews/<int:review_id>")
@signed_in
def review(review_id: int) -> str:
    """The review, as far as it has come."""
    mine = queries.own_review(signed_in_user(), review_id)
    if mine.state == INVITED and mine.is_in_hand:
        return _invitation(mine, Form(DeclarationSchema()))
    if mine.state not in ACCEPTED:
        return render_template("repository/no_review.html", review=mine)
    return _page(mine, Form(review_schema(mine.rules)(), values=_values(mine)))


def _invitation(mine: Review, form: Form) -> str:
    """What one is asked to review, without its text."""
    return render_template(
        "repository/declare.html", review=mine, practice=mine.practice, form=form, length=texts.length(mine.practice)
    )


def _page(mine: Review, form: Form) -> str:
    text = texts.text_for(current_actor(), mine)
    is_present = text is mine.practice
    is_open = mine.is_current and mine.practice.status == "under_review"
    return render_template(
        "repository/review.html",
        review=mine,
        practice=text or mine.practice,
        has_text=text is not None,
        is_present=is_present,
        documents=mine.practice.attachments if is_present else [],
        is_open=is_open,
        is_writing=is_open and (mine.state != SUBMITTED or form.is_sent or "change" in request.args),
        news=round_of(mine.practice, mine.round) if text else None,
        earlier=_earlier(mine),
        extra_reviewer=waits_for_extra(mine.practice),
        form=form,
        saved=_values(mine),
    )


def _earlier(mine: Review) -> Review | None:
    """The reviewer's own review of the round before."""
    others = (r for r in mine.practice.reviews if r.reviewer_id == mine.reviewer_id and r.state == SUBMITTED)
    return next((r for r in others if r.round == mine.round - 1), None)


@bp.post("/reviews/<int:review_id>/declaration")
@signed_in
def declare(review_id: int) -> ResponseReturnValue:
    """Declare interests."""
    mine = queries.own_review(signed_in_user(), review_id)
    form = Form(DeclarationSchema())
    if "step_back" in request.form and request.form.get("interest") != "yes":
        return redirect(url_for("repository.refuse", review_id=review_id))  # which asks for another reason
    with form.catching():
        values = form.load()
        if "accept" in request.form and values["interest"] == "yes":
            raise Invalid({"interest": [_("Who has an interest cannot review it: press “Step back” instead.")]})
        conflict = None if values["interest"] == "none" else values.get("conflict") or ""
        operations.declare(current_actor(), mine, conflict=conflict)
        if conflict is not None:
            flash(_("Thank you. You have stepped back from this review."), "success")
            return redirect(url_for("pages.inbox"))
        return redirect(url_for("repository.review", review_id=review_id))
    return _invitation(mine, form), form.status


@bp.route("/reviews/<int:review_id>/refusal", methods=["GET", "POST"])
@signed_in
def refuse(review_id: int) -> ResponseReturnValue:
    """Refuse an invitation, or step back from a review."""
    mine = queries.own_review(signed_in_user(), review_id)
    form = Form(RefusalSchema())
    if not form.is_sent and not mine.is_in_hand:
        return redirect(url_for("repository.review", review_id=review_id))
    if form.is_sent:
        with form.catching():
            operations.refuse(current_actor(), mine, form.load())
            flash(_("Thank you for telling us. The secretariat asks somebody else."), "success")
            return redirect(url_for("pages.inbox"))
    return render_template("repository/refuse.html", review=mine, form=form), form.status


@bp.post("/reviews/<int:review_id>")
@signed_in
def give(review_id: int) -> ResponseReturnValue:
    """Hand in a review, or keep it for later."""
    mine = queries.own_review(signed_in_user(), review_id)
    require_declared(mine)  # the form is shown together with the text
    form = Form(review_schema(mine.rules)())
    if wants_json():
        return _autosave(mine, form)
    with form.catching():
        if "later" in request.form:
            operations.keep_review(current_actor(), mine, form.load(partial=True), seen=form.seen)
            flash(_("Saved. Your review is not handed in yet."), "success")
            return redirect(url_for("repository.review", review_id=review_id))
        operations.give_review(current_actor(), mine, form.load(), seen=form.seen)
        return redirect(url_for("repository.review", review_id=review_id))
    return _page(mine, form), form.status


def _autosave(mine: Review, form: Form) -> ResponseReturnValue:
    """Keep what can be kept of what is being typed, and say what became of it; what is wrong stays as it was saved."""
    before, values = _values(mine), form.load_valid()
    wrong = form.invalid.errors if form.invalid else {}
    values = {name: before.get(name) for name in wrong} | values
    kept = operations.keep_review(current_actor(), mine, values, seen=form.seen)
    scored = [given for given in kept.scores.values() if given["score"] is not None]
    told = {
        "saved": list(values),
        "saved_at": iso(clock.now()),
        "version": kept.version,
        "url": url_for("repository.give", review_id=mine.id),
        "errors": [{"id": i, "message": message} for i, _label, message in form.errors],
        "clashes": [],
        "done": len(scored),
        "total": len(kept.rules.criteria),
    }
    return jsonify(told), form.status


def _values(review: Review) -> dict[str, object]:
    """What the form shows of a review so far."""
    values: dict[str, object] = {}
    for name, given in review.scores.items():
        values |= {f"{name}_score": str("" if given["score"] is None else given["score"])}
        values |= {f"{name}_comment": given["comment"]}
    return values | {
        "recommendation": review.recommendation,
        "comment": review.comment,
        "private_note": review.private_note,
        "named": review.named,
    }
