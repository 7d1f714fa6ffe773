"""How a practice is cited, as files for programs that keep references."""

from collections.abc import Callable
from typing import NamedTuple

from flask import Response, jsonify, request

from hub.auth.actors import current_actor
from hub.errors import NotFound
from hub.forms import row_number
from hub.guard import public
from repository import citations, queries
from repository.citations import Citation, schema_org
from repository.citations.bibtex import bibtex
from repository.citations.csl import csl
from repository.citations.ris import ris
from repository.models import Practice
from repository.queries import reuse, texts
from repository.queries.texts import Edition
from repository.views.blueprint import bp


class Format(NamedTuple):
    """A format: how it is written, and what a browser is told of it."""

    write: Callable[[Citation], str]
    content_type: str


FORMATS = {
    "bib": Format(bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": Format(ris, "application/x-research-info-systems; charset=utf-8"),
    "json": Format(csl, "application/vnd.citationstyles.csl+json"),
}


@bp.get("/<slug>/cite.<any(bib, ris, json):name>")
@public
def cite(slug: str, name: str) -> Response:
    """The citation of a public practice; with `?version=`, of that version."""
    practice, form = _public(slug), FORMATS[name]
    response = Response(form.write(_citation(practice)), content_type=form.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{practice.slug}.{name}"'
    return response


@bp.get("/<slug>/jsonld")
@public
def json_ld(slug: str) -> Response:
    """The practice in the words of schema.org."""
    practice = _public(slug)
    citation = citations.of(practice, texts.latest(practice))
    response = jsonify(schema_org.json_ld(practice, citation, reuse.adapted_from(practice)))
    response.content_type = "application/ld+json"
    return response


def _public(slug: str) -> Practice:
    """The public practice at an address. Raises NotFound, even for those who may read what is not public."""
    practice = queries.practice(current_actor(), slug)
    if not practice.is_public:
        raise NotFound
    return practice


def _citation(practice: Practice) -> Citation:
    if "version" not in request.args:
        return citations.of(practice, texts.latest(practice))
    version = texts.version(current_actor(), practice, row_number(request.args.get("version")) or 0)
    edition = Edition(version.number, version.at)
    return citations.of(texts.as_it_was(version), edition, pinned=True)
