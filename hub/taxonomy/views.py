"""Objective pages, and the vocabularies in the API."""

from flask import Blueprint, Response, jsonify, render_template, url_for
from flask_babel import lazy_gettext as _l

from hub import api
from hub.errors import NotFound
from hub.guard import public
from hub.guest_pages import kept_for_guests
from hub.i18n import language
from hub.security import csrf
from hub.taxonomy import CLUSTERS, OBJECTIVES, VOCABULARIES
from hub.taxonomy.schemas import VocabularyOut

bp = Blueprint("taxonomy", __name__)
api_bp = Blueprint("taxonomy_api", __name__, url_prefix=api.PREFIX)
csrf.exempt(api_bp)


def objectives_by_cluster() -> list[tuple[str, str, list[tuple[str, str, str, None]]]]:
    """(round table, its heading, its objectives) as `templates/_macros/home.html` draws them."""
    said = language()
    return [
        (
            cluster,
            f"{CLUSTERS.label(cluster, said)}: {CLUSTERS.text(cluster, 'title', said)}",
            [
                (o.code, OBJECTIVES.label(o.code, said), url_for("taxonomy.objective", code=o.code), None)
                for o in OBJECTIVES
                if o.extra["cluster"] == cluster
            ],
        )
        for cluster in CLUSTERS.codes
    ]


@bp.get("/objectives")
@public
@kept_for_guests
def objectives() -> str:
    """The 23 objectives by round table."""
    return render_template("taxonomy/objectives.html", groups=objectives_by_cluster())


@bp.get("/objectives/<code>")
@public
@kept_for_guests
def objective(code: str) -> str:
    """All that the hub holds on an objective; the features fill the panels."""
    if code not in OBJECTIVES:
        raise NotFound
    item = next(entry for entry in OBJECTIVES.items(language()) if entry["code"] == code)
    return render_template("taxonomy/objective.html", objective=item)


@api_bp.get("/<any({}):vocabulary>".format(",".join(f"'{name}'" for name in VOCABULARIES)))
@public
@api.describe(_l("A vocabulary, with labels in the language asked for"), returns=VocabularyOut)
def vocabulary(vocabulary: str) -> Response:
    """The codes of a vocabulary."""
    return jsonify(items=VOCABULARIES[vocabulary].items(language()))
