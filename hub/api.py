"""What the JSON API of every feature shares: reading requests, lists, and describing endpoints for OpenAPI."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urljoin

from flask import Response, jsonify, request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from sqlalchemy import Select
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from hub.errors import Invalid
from hub.i18n import iso
from hub.pagination import Page, asked_page, asked_per_page, paginate
from hub.taxonomy import VOCABULARIES

F = TypeVar("F", bound=Callable[..., Any])

PREFIX = "/api/v1"


FEW = 60
"""A vocabulary of more codes than this is not listed in the description; it has an address of its own."""


@dataclass(frozen=True)
class Query:
    """A parameter in the address: its name, its meaning, and its values as a JSON Schema."""

    name: str
    meaning: LazyString | str
    values: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    repeats: bool = False


def one_of(*values: str) -> dict[str, Any]:
    """The JSON Schema of a few values."""
    return {"type": "string", "enum": list(values)}


def code_of(vocabulary: str) -> dict[str, Any]:
    """The JSON Schema of a code of a vocabulary."""
    codes = VOCABULARIES[vocabulary].codes
    return one_of(*codes) if len(codes) <= FEW else {"type": "string"}


MOMENT = {"type": "string", "format": "date-time", "description": _l("UTC, ISO 8601.")}
MOMENT_OR_NULL = MOMENT | {"type": ["string", "null"]}
PAGE = {"type": "string", "format": "uri", "description": _l("The page for people.")}
"""The JSON Schemas of what many answers hold."""

PAGING = (
    Query("page", _l("The number of the page, from 1"), {"type": "integer", "minimum": 1, "default": 1}),
    Query(
        "per_page",
        _l("How many items a page has, up to 100"),
        {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
    ),
)


@dataclass(frozen=True)
class Description:
    """What an endpoint says of itself; `hub.openapi` writes the description of the API from it.

    `partial`: the body may lack what its schema needs. `needs_body`: whether there has to be one.
    `many`: the answer is a list of `returns`, in pages.
    `media`: the forms that the answer may have, where it is a file.
    `upload` names the part of a multipart body that is a file, of the media type `file`.
    """

    summary: LazyString | str
    body: type[Schema] | None = None
    returns: type[Schema] | None = None
    many: bool = False
    status: int = 200
    query: tuple[Query, ...] = ()
    partial: bool = False
    needs_body: bool = True
    media: tuple[str, ...] = ()
    file: str = ""
    upload: str = ""

    @property
    def has_body(self) -> bool:
        return bool(self.body or self.upload)


def describe(
    summary: LazyString | str,
    *,
    query: tuple[Query | tuple[str, LazyString | str], ...] = (),
    many: bool = False,
    **more: Any,
) -> Callable[[F], F]:
    """Say what an endpoint does, in the words of `Description`. A pair of `query` is a parameter of any text."""
    asked = tuple(one if isinstance(one, Query) else Query(*one) for one in query)
    said = Description(summary, query=asked + PAGING if many else asked, many=many, **more)

    def mark(view: F) -> F:
        view.description = said  # type: ignore[attr-defined]
        return view

    return mark


class Time(fields.Field):
    """A moment as answers give it."""

    def __init__(self, *, allow_none: bool = False, attribute: str | None = None) -> None:
        said = MOMENT_OR_NULL if allow_none else MOMENT
        super().__init__(dump_only=True, allow_none=allow_none, attribute=attribute, metadata=said)

    def _serialize(self, value: datetime | None, *_: Any, **_kwargs: Any) -> str | None:
        return iso(value) if value else None


class ListLinks(Schema):
    """The addresses of this page of a list and its neighbours."""

    self = fields.Url()
    next = fields.Url(allow_none=True)
    prev = fields.Url(allow_none=True)


def asked_one_of(name: str, values: Container[str], default: str = "") -> str:
    """What the address says of a parameter, or the default. Raises Invalid for what is none of the values."""
    asked = request.args.get(name) or default
    if asked and asked not in values:
        raise Invalid({name: [_("%(code)s is not one of the choices.", code=asked[:40])]})
    return asked


def body() -> dict[str, Any]:
    """The JSON object of the request. Raises 400 for what is no JSON object and 415 for another format."""
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        data = request.get_json()
    except RecursionError:  # brackets in brackets, thousands deep
        raise BadRequest from None
    if not isinstance(data, dict):
        raise BadRequest
    return data


def envelope(page: Page, items: list[dict[str, Any]]) -> dict[str, Any]:
    """A list in the form of the contract."""
    links = {
        "self": page.url(page.number, external=True),
        "next": page.url(page.number + 1, external=True) if page.next_url else None,
        "prev": page.url(page.number - 1, external=True) if page.prev_url else None,
    }
    return {
        "items": items,
        "total": page.total,
        "page": page.number,
        "per_page": page.per_page,
        "links": links,
    }


def listing(query: Select[Any], dump: Callable[[Any], dict[str, Any]], *, total: int | None = None) -> Response:
    """The asked page of a query."""
    page = paginate(query, per_page=asked_per_page(), total=total)
    return jsonify(envelope(page, [dump(item) for item in page.items]))


def listing_of(items: Sequence[Any], dump: Callable[[Any], dict[str, Any]]) -> Response:
    """The asked page of a list that is short enough to be read at once."""
    number, per_page = asked_page(), asked_per_page()
    shown = items[(number - 1) * per_page : number * per_page]
    return jsonify(envelope(Page(list(shown), len(items), number, per_page), [dump(item) for item in shown]))


def page_url(endpoint: str, **values: Any) -> str:
    """The full address of a page for people."""
    return url_for(endpoint, **values, _external=True)


def full_url(path: str) -> str:
    """The full address of a path of this hub."""
    return urljoin(url_for("pages.home", _external=True), path)
