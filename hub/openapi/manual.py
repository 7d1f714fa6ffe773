"""The description of the API as the page for people shows it."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from hub.api import PREFIX, Query
from hub.openapi.document import document
from hub.openapi.endpoints import Endpoint, endpoints, groups
from hub.openapi.refusals import refusals


@dataclass(frozen=True)
class Entry:
    """An endpoint, as one block of the page."""

    endpoint: Endpoint

    @property
    def anchor(self) -> str:
        return self.endpoint.name.replace("_api.", "-").replace("_", "-").replace(".", "-")

    @property
    def address(self) -> str:
        return PREFIX + self.endpoint.path

    @property
    def inputs(self) -> list[Query]:
        return [*self.endpoint.variables, *self.endpoint.query]

    @property
    def takes(self) -> str:
        """The object that the body is."""
        body = _operation(self.endpoint).get("requestBody")
        return _object_name(_content(body)) if body else ""

    @property
    def gives(self) -> str:
        """The object that the answer is, or is a list of."""
        answer = _content(_operation(self.endpoint)["responses"][str(self.endpoint.successes[0])])
        return _object_name(answer.get("properties", {}).get("items", {}).get("items", answer))

    @property
    def statuses(self) -> list[int]:
        return [*self.endpoint.successes, *refusals(self.endpoint)]


@dataclass(frozen=True)
class Member:
    """A member of an object: `refers` names the object that it is, or is a list of."""

    name: str
    kind: str
    refers: str
    meaning: str
    needed: bool


def chapters() -> list[tuple[str, list[Entry]]]:
    """The endpoints by the part of the hub that they belong to."""
    found = [Entry(endpoint) for endpoint in endpoints()]
    chapters = [(heading, [e for e in found if e.endpoint.group == name]) for name, heading in groups().items()]
    return [(heading, entries) for heading, entries in chapters if entries]


def objects() -> list[tuple[str, list[Member]]]:
    """The objects that go in and out, by name."""
    schemas = document()["components"]["schemas"]
    return [(name, _members(schemas[name])) for name in sorted(schemas)]


def _operation(endpoint: Endpoint) -> Any:
    return document()["paths"][endpoint.spread()[0].path][endpoint.method.lower()]


def _content(part: Any) -> Any:
    return part["content"].get("application/json", {}).get("schema", {})


def _object_name(schema: Any) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _members(schema: Any) -> list[Member]:
    needed = schema.get("required", ())
    return [
        Member(name, kind_in_words(one), _refers(one), one.get("description", ""), name in needed)
        for name, one in schema["properties"].items()
    ]


def _refers(schema: Any) -> str:
    choices = [schema, schema.get("items", {}), *schema.get("anyOf", ())]
    return next((_object_name(one) for one in choices if "$ref" in one), "")


def kind_in_words(schema: Any) -> str:
    """The type of a value in a few words, such as "text or null"."""
    names = {"string": _("text"), "integer": _("whole number"), "number": _("number"), "boolean": _("true or false"),
             "array": _("list"), "object": _("object"), "null": _("null")}  # fmt: skip
    given = schema.get("type") or ["object", *(["null"] if {"type": "null"} in schema.get("anyOf", ()) else [])]
    kinds = [names[kind] for kind in (given if isinstance(given, list) else [given])]
    if len(kinds) == 1:
        return kinds[0]
    return _("%(kind)s or %(other)s", kind=kinds[0], other=kinds[-1])
