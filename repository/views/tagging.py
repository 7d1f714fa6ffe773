"""The tags that the assistant suggests for a practice, and taking them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import signed_in
from repository import operations, queries
from repository.operations.drafting import require_editable
from repository.schemas import TakenTagsSchema
from repository.views.blueprint import bp


@bp.route("/<slug>/suggested-tags", methods=["GET", "POST"])
@signed_in
def suggested_tags(slug: str) -> ResponseReturnValue:
    """What the text speaks of; what is ticked is added when the form is sent."""
    practice = queries.practice(current_actor(), slug)
    form = Form(TakenTagsSchema())
    if form.is_sent:
        with form.catching():
            taken = operations.take_tags(current_actor(), practice, form.load())
            flash(_taken_in_words(len(taken)), "success" if taken else "info")
            return redirect(url_for("repository.edit_step", slug=slug, step="contributes"))
    require_editable(current_actor(), practice)
    return render_template("repository/suggested_tags.html", practice=practice, form=form), form.status


def _taken_in_words(number: int) -> str:
    if not number:
        return _("Nothing was ticked, so nothing was added.")
    return ngettext("%(num)d tag is added to your practice.", "%(num)d tags are added to your practice.", number)
