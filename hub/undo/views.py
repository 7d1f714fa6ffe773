"""The button that takes a deed back: offered on the page that follows the deed."""

from flask import Blueprint, Response, flash, g, redirect, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from hub import audit
from hub.auth.actors import current_actor
from hub.auth.redirects import own_path
from hub.errors import HubError
from hub.forms import row_number
from hub.guard import signed_in
from hub.undo.operations import take_back

bp = Blueprint("undo", __name__)

OFFER = "undo"
"""The category of the flashed message that holds the numbers of the deeds; `base.html` makes a button of it."""
MOST = 100


@bp.post("/undo")
@signed_in
def undo() -> AnyResponse:
    """Take one deed back, or several of one request, the last one first; then show the page again."""
    asked = map(row_number, request.form.getlist("entry")[:MOST])
    ids = sorted({number for number in asked if number is not None}, reverse=True)
    done, refused = 0, list[str]()
    is_there = True
    for entry_id in ids:
        try:
            entry = take_back(current_actor(), entry_id)
        except HubError as error:
            if len(ids) == 1:
                raise
            refused.append(str(error))
        else:
            done += 1
            is_there = entry.kind is None or audit.thing_of(entry) is not None
    if done:
        flash(ngettext("One step was taken back.", "%(num)d steps were taken back.", done), "success")
    for message in dict.fromkeys(refused):
        flash(_("Not everything could be taken back: %(reason)s", reason=message), "warning")
    return redirect(own_path(request.form.get("next") if is_there else None))


@bp.after_app_request
def offer(response: Response) -> Response:
    """Offer to undo what this request has done, on the page that it leads to."""
    if g.get("undoable") and 300 <= response.status_code < 400:
        flash(" ".join(str(entry_id) for entry_id in g.undoable[:MOST]), OFFER)
    return response
