"""What the JSON API of every feature shares: reading requests, lists, and describing endpoints for OpenAPI."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, jsonify, request, url_for
from marshmallow import Schema
from sqlalchemy import Select
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from hub.pagination import Page, asked_per_page, paginate

F = TypeVar("F", bound=Callable[..., Any])

PREFIX = "/api/v1"


def describe(summary: str, *, body: type[Schema] | None = None, returns: type[Schema] | None = None,
             many: bool = False, status: int = 200, query: tuple[tuple[str, str], ...] = ()) -> Callable[[F], F]:
    """Say what an endpoint does; `hub.openapi` writes the description of the API from this."""

    def mark(view: F) -> F:
        view.description = {"summary": summary, "body": body, "returns": returns,  # type: ignore[attr-defined]
                            "many": many, "status": status, "query": query}
        return view

    return mark


def body() -> dict[str, Any]:
    """The JSON object of the request. Raises 400 for what is no JSON object and 415 for another format."""
    if not request.is_json:
        raise UnsupportedMediaType
    data = request.get_json()
    if not isinstance(data, dict):
        raise BadRequest("A JSON object is needed.")
    return data


def envelope(page: Page, items: list[dict[str, Any]]) -> dict[str, Any]:
    """A list in the form of the contract."""
    links = {
        "self": page.url(page.number, external=True),
        "next": page.url(page.number + 1, external=True) if page.next_url else None,
        "prev": page.url(page.number - 1, external=True) if page.prev_url else None,
    }
    return {"items": items, "total": page.total, "page": page.number, "per_page": page.per_page, "links": links}


def listing(query: Select[Any], dump: Callable[[Any], dict[str, Any]], *, total: int | None = None) -> Response:
    """The asked page of a query."""
    page = paginate(query, per_page=asked_per_page(), total=total)
    return jsonify(envelope(page, [dump(item) for item in page.items]))


def page_url(endpoint: str, **values: Any) -> str:
    """The full address of a page for people."""
    return url_for(endpoint, **values, _external=True)
