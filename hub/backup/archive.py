"""What an archive holds.

    manifest.json            what follows, with the size and the digest of each member
    tables/<name>.jsonl      the rows of a table, one JSON object a line, in the order of their ids
    files/<digest>           the attached files, named by the SHA-256 of their bytes
    secret_key               what cookies and links are signed with, unless the environment gives it

It is a ZIP file, so that each member can be checked before anything is touched.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, Table, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

from hub.db import Base, UtcDateTime
from hub.errors import HubError

FORMAT = 1
MANIFEST, SECRET_KEY = "manifest.json", "secret_key"
NOT_KEPT = frozenset({"freshness"})
"""Tables whose rows mean something only where they are."""


class Unusable(HubError):
    """The archive is no backup, is damaged, or is of another version of the hub."""


@dataclass
class Member:
    """One file of the archive: bytes unpacked, and SHA-256 of them."""

    size: int
    sha256: str


@dataclass
class TableEntry:
    """A table: its columns with the names of their types, and how many rows it has."""

    columns: dict[str, str]
    rows: int


@dataclass
class Manifest:
    """What the archive says of itself."""

    format: int
    revision: str
    created_at: str
    tables: dict[str, TableEntry] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    def dump(self) -> bytes:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()

    @classmethod
    def load(cls, text: bytes) -> "Manifest":
        """Raises Unusable."""
        try:
            raw = json.loads(text)
            if raw["format"] > FORMAT:
                raise Unusable("This archive was made by a newer version of the hub.")
            tables = {str(name): TableEntry(**entry) for name, entry in raw.pop("tables").items()}
            members = {str(name): Member(**entry) for name, entry in raw.pop("members").items()}
            return cls(**raw, tables=tables, members=members)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise Unusable("The manifest of this archive cannot be read.") from error


def kept_tables() -> list[Table]:
    """The tables that an archive holds, those first that others point at."""
    return [table for table in Base.metadata.sorted_tables if table.name not in NOT_KEPT]


def member_of(table: str) -> str:
    return f"tables/{table}.jsonl"


_TYPES: dict[str, tuple[type, TypeEngine[Any]]] = {
    "boolean": (bool, Boolean()),
    "integer": (int, Integer()),
    "float": (float, Float()),
    "text": (str, Text()),
    "datetime": (datetime, UtcDateTime()),
    "date": (date, Date()),
    "json": (dict, JSON(none_as_null=True)),
    "binary": (bytes, LargeBinary()),
}

_ENCODERS: dict[str, Callable[[Any], Any]] = {
    "datetime": datetime.isoformat,
    "date": date.isoformat,
    "binary": lambda value: base64.b64encode(value).decode(),
}

_DECODERS: dict[str, Callable[[Any], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "binary": base64.b64decode,
}


def type_name(column: Column[Any]) -> str:
    """The name under which an archive knows the type of a column."""
    kept = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    python_type = kept.python_type
    return next(name for name, (known, _sql) in _TYPES.items() if known is python_type)


def type_of(name: str) -> TypeEngine[Any]:
    """The type of a column by its name in the archive. Raises Unusable."""
    if name not in _TYPES:
        raise Unusable(f"The archive holds values of an unknown type, {name[:40]}.")
    return _TYPES[name][1]


def encode(row: dict[str, Any], columns: dict[str, str]) -> bytes:
    """A row as a line."""
    values = {name: _encoded(row[name], kind) for name, kind in columns.items()}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _encoded(value: Any, kind: str) -> Any:
    return value if value is None or kind not in _ENCODERS else _ENCODERS[kind](value)


def decode(line: bytes, columns: dict[str, str]) -> dict[str, Any]:
    """A line as a row. Raises ValueError where it does not hold exactly these columns."""
    raw = json.loads(line)
    if not isinstance(raw, dict) or raw.keys() != columns.keys():
        raise ValueError("not the columns of this table")
    return {name: _decoded(raw[name], kind) for name, kind in columns.items()}


def _decoded(value: Any, kind: str) -> Any:
    return value if value is None or kind not in _DECODERS else _DECODERS[kind](value)
