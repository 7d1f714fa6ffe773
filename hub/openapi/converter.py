"""apispec's plugin for marshmallow, taught our fields and our names."""

from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin, OpenAPIConverter
from marshmallow import Schema
from marshmallow.fields import Field

from hub.openapi.fields import limits, meaning, without_null
from hub.schemas import BaseSchema


class _Converter(OpenAPIConverter):
    """Adds what a schema asks for, and leaves answers open to further members."""

    answers: frozenset[type[Schema]] = frozenset()

    def field2property(self, field: Field) -> dict[str, Any]:
        described: dict[str, Any] = super().field2property(field)
        for name in ("description", "example"):
            described.pop(name, None)
        described |= limits(field)
        if text := meaning(field):
            described["description"] = text
        if example := str(field.metadata.get("example") or ""):
            described["examples"] = [int(example) if "integer" in described.get("type", ()) else example]
        return described

    def schema2jsonschema(self, schema: Schema) -> dict[str, Any]:
        described: dict[str, Any] = super().schema2jsonschema(schema)
        properties = described["properties"]
        if type(schema) in self.answers or not isinstance(schema, BaseSchema):
            described.pop("additionalProperties", None)
            described["required"] = list(properties)
            return described
        needed = [name for name, field in schema.fields.items() if field.metadata.get("needed")]
        if needed and not schema.partial:
            described["required"] = needed
            described["properties"] = properties | {name: without_null(properties[name]) for name in needed}
        return described


class Plugin(MarshmallowPlugin):
    """Knows which schemas are answers, and names components after them."""

    Converter = _Converter
    converter: _Converter

    def __init__(self, answers: frozenset[type[Schema]]) -> None:
        super().__init__(schema_name_resolver=self.name)
        self.answers = answers
        self.named: dict[str, type[Schema]] = {}

    def init_spec(self, spec: Any) -> None:
        super().init_spec(spec)
        self.converter.answers = self.answers

    def name(self, schema: Any) -> str:
        """The name of the class without "Schema"; the second of a name has that of its feature before it."""
        cls = schema if isinstance(schema, type) else type(schema)
        name = cls.__name__.removesuffix("Schema")
        if self.named.setdefault(name, cls) is not cls:
            name = cls.__module__.partition(".")[0].title() + name
        return name
