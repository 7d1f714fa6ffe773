"""A collection, as the secretariat writes it and as readers get it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from hub.api import PAGE, Time, page_url
from hub.schemas import BaseSchema, Code, Markdown, Number, Rows, Text
from repository.models import Collection, CollectionItem


class CollectionItemSchema(BaseSchema):
    """A practice of a collection."""

    practice = Text(
        _l("Address of the practice"), _l("The address of its page, or the last part of it."), max=300, needed=True
    )
    sentence = Text(_l("What is worth noting"), _l("One sentence of yours."), max=400, widget="textarea")
    place = Number(_l("Place"), _l("Lower numbers come first."), first=0, last=999)


class CollectionSchema(BaseSchema):
    """What the secretariat gives."""

    title = Text(_l("Title"), min=5, max=200, needed=True)
    language = Code("languages", _l("Language of this text"), needed=True)
    introduction = Markdown(_l("Introduction"), _l("What these practices have in common."), needed=True)
    items = Rows(CollectionItemSchema, _l("Practices"), max=100)


def collection_values(collection: Collection) -> dict[str, Any]:
    """What the form shows of a collection that is there."""
    rows = [
        {"practice": item.practice.slug, "sentence": item.sentence, "place": place}
        for place, item in enumerate(collection.items, 1)
    ]
    plain = ("title", "language", "introduction")
    return {**{name: getattr(collection, name) for name in plain}, "items": rows}


class CollectionOut(Schema):
    """A collection as everybody may read it; the introduction is Markdown."""

    slug = fields.String()
    title = fields.String()
    language = fields.String()
    introduction = fields.String()
    published_at = Time(allow_none=True)
    updated_at = Time()
    url = fields.Function(lambda collection: page_url("repository.collection", slug=collection.slug), metadata=PAGE)


class CollectedOut(Schema):
    """A practice in a collection."""

    slug = fields.Function(lambda item: item.practice.slug, metadata={"type": "string"})
    title = fields.Function(lambda item: item.practice.title, metadata={"type": "string"})
    sentence = fields.String(allow_none=True)
    url = fields.Function(lambda item: page_url("repository.show", slug=item.practice.slug), metadata=PAGE)


class CollectionOutWithPractices(CollectionOut):
    """A collection with its public practices, in the order of its curator."""

    practices = fields.List(fields.Nested(CollectedOut))


def collection_out(collection: Collection, items: Sequence[CollectionItem]) -> Mapping[str, Any]:
    """A collection with those of its items that readers see."""
    return {**CollectionOut().dump(collection), "practices": CollectedOut(many=True).dump(items)}
