"""The desk of the secretariat and its figures for programs."""

from flask import Response, jsonify, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.errors import Invalid
from hub.guard import access, public
from hub.pagination import asked_per_page, paginate
from hub.taxonomy import CONTINENTS, OBJECTIVES
from repository.api.blueprint import api_bp
from repository.queries import desk
from repository.queries.coverage import PLACES, coverage
from repository.queries.due import TURNS
from repository.schemas.desk import CoverageOut, WaitingOut


def _asked() -> dict[str, list[str]]:
    """The filters in the address. Raises Invalid for values that do not exist."""
    known, asked = desk.known_values(), {name: request.args.getlist(name) for name in desk.FILTERS}
    wrong = {
        name: [
            _("%(code)s is not one of the choices.", code=value[:40]) for value in values if value not in known[name]
        ]
        for name, values in asked.items()
        if name in known
    }
    if wrong := {name: messages for name, messages in wrong.items() if messages}:
        raise Invalid(wrong)
    return {name: values for name, values in asked.items() if values}


@api_bp.get("/waiting")
@access("practice.decide")
@api.describe(
    _l("What waits on the desk of the secretariat"),
    returns=WaitingOut,
    many=True,
    query=(
        api.Query("status", _l("Only practices in this state"), api.one_of(*desk.STATES_SHOWN), repeats=True),
        api.Query("turn", _l("Only practices that wait for these"), api.one_of(*TURNS), repeats=True),
        api.Query("handler", _l("`mine`, `nobody`, or the number of a person"), repeats=True),
        api.Query("late", _l("Only what is overdue"), api.one_of("yes")),
        api.Query("objective", _l("Objective"), api.code_of("objectives"), repeats=True),
        api.Query("region", _l("Region"), api.one_of(*CONTINENTS), repeats=True),
        api.Query("language", _l("Language"), repeats=True),
        api.Query("call", _l("Only answers to this call"), repeats=True),
        api.Query("sort", _l("Order"), api.one_of(*desk.SORTS)),
    ),
)
def waiting() -> Response:
    sort = api.asked_one_of("sort", desk.SORTS, "longest")
    page = paginate(desk.waiting(current_actor(), _asked(), sort), per_page=asked_per_page())
    return jsonify(api.envelope(page, WaitingOut(many=True).dump(desk.lines(page.items))))


@api_bp.get("/coverage")
@public
@api.describe(
    _l("How many published practices there are by objective and region; tagging is voluntary, so it is incomplete"),
    returns=CoverageOut,
)
def covered() -> Response:
    found = coverage()
    items = [
        {
            "objective": code,
            "total": found.by_objective.get(code, 0),
            "regions": {place: found.at(code, place) for place in PLACES},
        }
        for code in OBJECTIVES.codes
    ]
    return jsonify(CoverageOut().dump({"total": found.total, "items": items}))
