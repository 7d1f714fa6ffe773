"""What the search takes from programs and gives to them."""

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from hub.api import ListLinks, Query, code_of, one_of
from hub.search.facets import FACETS as WORDS

FACETS = ("type", "objective", "principle", "country", "region", "language", "year")


def parameter(facet: str) -> Query:
    """A facet as a parameter of a list."""
    words = WORDS[facet]
    if words.vocabulary:
        return Query(facet, words.label, code_of(words.vocabulary), repeats=True)
    return Query(facet, words.label, one_of(*words.values) if words.values else {"type": "string"}, repeats=True)


class HitOut(Schema):
    """One result. The score compares results of one answer only."""

    type = fields.String(metadata={"description": _l("practice, expert, thread or post.")})
    id = fields.String()
    title = fields.String()
    url = fields.Url(metadata={"description": _l("The page for people.")})
    snippet = fields.String(metadata={"description": _l("HTML with mark and no other element.")})
    language = fields.String(allow_none=True)
    score = fields.Float()


class FacetValueOut(Schema):
    """A value that narrows the search, with what it would leave."""

    value = fields.String()
    label = fields.String()
    count = fields.Integer()


FacetsOut = Schema.from_dict({name: fields.List(fields.Nested(FacetValueOut)) for name in FACETS}, name="FacetsOut")


class SearchOut(Schema):
    """The answer to a search."""

    items = fields.List(fields.Nested(HitOut))
    total = fields.Integer()
    page = fields.Integer()
    per_page = fields.Integer()
    links = fields.Nested(ListLinks)
    facets = fields.Nested(FacetsOut)
    suggestion = fields.String(allow_none=True, metadata={"description": _l("A corrected query, or null.")})
