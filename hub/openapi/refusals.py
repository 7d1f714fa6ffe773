"""What the API answers when it cannot do what it is asked."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from hub.openapi.endpoints import Endpoint

REFUSALS: dict[int, LazyString] = {
    400: _l("The body is not what is described."),
    401: _l("A token is needed, or the hub does not know the one that was sent."),
    403: _l("The account or the scope of the token does not allow this."),
    404: _l("There is nothing here, or nothing that you may know of."),
    409: _l("The step is not open from the present state, or somebody else was quicker."),
    410: _l("What stood here was withdrawn; “detail” says why."),
    413: _l("The body is larger than 25 MB."),
    415: _l("The body is not sent in the format that is described."),
    422: _l("Some values cannot be taken: “errors” names each field and says what to do."),
    429: _l("Too many requests in a short time. Wait a minute, then go on."),
}


def refusals(endpoint: Endpoint) -> list[int]:
    """The statuses that an endpoint may refuse with."""
    may = {
        400: endpoint.description.has_body,
        401: True,
        403: endpoint.writes or not endpoint.is_public,
        404: endpoint.is_of_one,
        409: endpoint.writes and endpoint.is_of_one,
        410: endpoint.is_of_one,
        413: endpoint.description.has_body,
        415: endpoint.description.has_body,
        422: bool(endpoint.description.has_body or endpoint.description.query),
        429: endpoint.is_limited,
    }
    return [status for status in REFUSALS if may[status]]


def problem_schema(*, with_errors: bool) -> dict[str, object]:
    """The JSON Schema of a problem (RFC 9457)."""
    texts = {name: {"type": "string"} for name in ("type", "title", "detail", "instance")}
    properties: dict[str, object] = {**texts, "status": {"type": "integer"}}
    if with_errors:
        entry = {"type": "object", "required": ["field", "message"],
                 "properties": {"field": {"type": "string"}, "message": {"type": "string"}}}  # fmt: skip
        properties["errors"] = {"type": "array", "items": entry, "minItems": 1}
    return {"type": "object", "required": list(properties), "properties": properties}
