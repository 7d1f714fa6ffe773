"""The blueprint that all pages of the Experts Database share."""

from flask import Blueprint

from experts.workflow import STATES, TONES
from hub.auth.actors import current_actor

bp = Blueprint("experts", __name__, url_prefix="/experts")


def each_person() -> str:
    """Limits count people, not the addresses that they come from."""
    return f"user {current_actor().id}"


@bp.context_processor
def words() -> dict[str, object]:
    """How states are said and coloured."""
    return {"STATES": STATES, "TONES": TONES}
