"""What a list shows, as files."""

from flask import Response

from hub.auth.actors import current_actor
from hub.guard import public
from hub.search.browse import browse
from hub.security import limiter
from repository.exchange import exported
from repository.search.listing import LISTING
from repository.views.blueprint import bp


@bp.get("/export.<any(csv, xlsx, jsonl):form>")
@public
@limiter.limit("10/minute")
def export(form: str) -> Response:
    """The practices that the list with these filters shows, as everybody may read them."""
    browsing = browse(current_actor(), LISTING, hits=False)
    return exported(current_actor(), form, browsing.filters, browsing.text)
