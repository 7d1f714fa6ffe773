"""Practices as lines of an export. Import lines go through `operations.store`."""

from collections.abc import Iterator
from typing import Any

from flask import Response
from flask_babel import format_datetime
from flask_babel import gettext as _
from sqlalchemy import Select, select

from hub import clock
from hub.api import page_url
from hub.exchange.download import send_rows
from hub.exchange.exporting import for_slow_readers, in_batches
from hub.exchange.writing import About
from hub.feature import Exchange
from hub.i18n import iso, listed
from hub.pagination import with_query
from hub.policy import Actor, require, visible
from hub.search.browse import Filters, gathered, pairs
from hub.search.facets import FACETS as WORDS
from hub.search.facets import labels_of
from repository.models import Practice
from repository.operations import store, store_all
from repository.queries import finding
from repository.schemas import NEVER_PUBLIC, PUBLIC_TEXT, PracticeImportSchema, PracticeSchema
from repository.search.listing import LISTING
from repository.workflow import EDITABLE

COLUMNS = tuple(name for name in PracticeImportSchema().fields if name not in (*NEVER_PUBLIC, "status"))
"""What a line tells everybody, in this order."""

_EVERYTHING = PracticeSchema()


def rows(actor: Actor, everything: bool) -> Iterator[dict[str, Any]]:
    """The practices that the actor may open; with `everything` all, with contact person and status.

    Raises Forbidden where `everything` is not for this actor.
    """
    if everything:
        require(actor, "practice.decide")
    query = select(Practice) if everything else visible(actor, Practice, "practice.view")
    return (_row(practice, everything) for practice in in_batches(query, Practice))


def public_rows(query: Select[tuple[Practice]]) -> Iterator[dict[str, Any]]:
    """The practices of a query as everybody may read them."""
    return (_row(practice, False) for practice in for_slow_readers(query, Practice))


def _row(practice: Practice, everything: bool) -> dict[str, Any]:
    told = (_EVERYTHING if everything else PUBLIC_TEXT).dump(practice)
    status = {"status": practice.status} if everything else {}
    published_at = iso(practice.published_at) if practice.published_at else None
    return {"slug": practice.slug, **told, **status, "published_at": published_at}


def exported(actor: Actor, form: str, filters: Filters, text: str) -> Response:
    """The public practices that filters and words leave, as a file."""
    found = finding.published(actor, filters, text)
    return send_rows("practices", form, public_rows(found), COLUMNS, _about(filters, text, finding.number_of(found)))


def _about(filters: Filters, text: str, number: int) -> About:
    """What a file is, for whoever opens it later."""
    labels = [
        (str(WORDS[facet].label), listed(labels_of(facet, sorted(values), LISTING.named).values()))
        for facet, values in filters.items()
    ]
    words = [(_("Words looked for"), text)] if text else []
    address = page_url("repository.index")
    return [
        (_("What this is"), _("Practices of the Migration Network Hub")),
        (_("Made on"), f"{format_datetime(clock.now(), 'medium')} UTC"),
        (_("Number of practices"), str(number)),
        *labels,
        *words,
        (_("Address of the list"), with_query(address, gathered(pairs(filters, text)))),
        (_("Address of a practice"), f"{address}/<slug>"),
        (_("If you use a practice"), _("Name its lead organization, the Migration Network Hub, and its address.")),
    ]


exchange = Exchange(
    name="practices",
    schema=PracticeImportSchema,
    store=store,
    store_all=store_all,
    rows=rows,
    identity=("title",),
    address="slug",
    unfinished=EDITABLE,
)
