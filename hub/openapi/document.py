"""The description of the API (OpenAPI 3.1), made from its endpoints."""

from typing import Any

from apispec import APISpec
from flask import current_app
from flask_babel import gettext as _

from hub.api import PREFIX, Description, ListLinks, Query
from hub.i18n import language
from hub.openapi.converter import Plugin
from hub.openapi.endpoints import Endpoint, endpoints, groups
from hub.openapi.refusals import REFUSALS, problem_schema, refusals

PROBLEM = "application/problem+json"


def document() -> dict[str, Any]:
    """The description in the language in use. It changes with the program alone, so it is kept."""
    kept: dict[str, dict[str, Any]] = current_app.extensions.setdefault("hub_openapi", {})
    if language() not in kept:
        kept[language()] = _written(endpoints())
    return kept[language()]


def _written(found: list[Endpoint]) -> dict[str, Any]:
    answers = frozenset(e.description.returns for e in found if e.description.returns)
    headings = groups()
    spec = APISpec(
        title=_("Migration Network Hub"),
        version="1",
        openapi_version="3.1.0",
        plugins=[Plugin(answers)],
        info={"description": _("What the public may read of the hub, and with a token what its owner may do.")},
        servers=[{"url": PREFIX}],
        tags=[{"name": headings[name]} for name in dict.fromkeys(e.group for e in found)],
    )
    _common(spec)
    for endpoint in (one for e in found for one in e.spread()):
        operation = _operation(endpoint, headings[endpoint.group])
        spec.path(path=endpoint.path, operations={endpoint.method.lower(): operation})
    return spec.to_dict()


def _common(spec: APISpec) -> None:
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    spec.components.schema("Problem", problem_schema(with_errors=False))
    spec.components.schema("InvalidProblem", problem_schema(with_errors=True))
    for status, meaning in REFUSALS.items():
        schema = "InvalidProblem" if status == 422 else "Problem"
        spec.components.response(
            f"Problem{status}", {"description": str(meaning), "content": {PROBLEM: {"schema": schema}}}
        )


def _operation(endpoint: Endpoint, tag: str) -> dict[str, Any]:
    said = endpoint.description
    operation: dict[str, Any] = {
        "operationId": endpoint.name.replace("_api.", "."),
        "summary": str(said.summary),
        "tags": [tag],
        "security": [{}, {"token": []}] if endpoint.is_public else [{"token": []}],
        "parameters": [_parameter(one, "path") for one in endpoint.variables]
        + [_parameter(one, "query") for one in endpoint.query],
        "responses": {str(status): _answer(endpoint) for status in endpoint.successes}
        | {str(status): f"Problem{status}" for status in refusals(endpoint)},
    }
    if said.has_body:
        operation["requestBody"] = {"required": said.needs_body, "content": _body(said)}
    return operation


def _body(said: Description) -> dict[str, Any]:
    if said.body:
        return {"application/json": {"schema": said.body(partial=said.partial)}}
    part = {"type": "string", "contentMediaType": said.file}
    properties = {"type": "object", "required": [said.upload], "properties": {said.upload: part}}
    return {"multipart/form-data": {"schema": properties}}


def _parameter(one: Query, place: str) -> dict[str, Any]:
    schema = {"type": "array", "items": dict(one.values)} if one.repeats else dict(one.values)
    repeating = {"style": "form", "explode": True} if one.repeats else {}
    return {"name": one.name, "in": place, "required": place == "path", "description": str(one.meaning),
            "schema": schema, **repeating}  # fmt: skip


def _answer(endpoint: Endpoint) -> dict[str, Any]:
    said = endpoint.description
    if said.media:
        files = {media: {"schema": {"type": "string", "format": "binary"}} for media in said.media}
        return {"description": str(said.summary), "content": files}
    schema: Any = said.returns or {"type": "object"}
    if said.many:
        schema = _list_of(schema)
    return {"description": str(said.summary), "content": {"application/json": {"schema": schema}}}


def _list_of(schema: Any) -> dict[str, Any]:
    """The envelope of the contract."""
    number = {"type": "integer", "minimum": 0}
    properties = {"items": {"type": "array", "items": schema}, "total": number, "page": number, "per_page": number,
                  "links": ListLinks}  # fmt: skip
    return {"type": "object", "required": list(properties), "properties": properties}
