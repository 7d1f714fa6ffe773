"""A file as programs get it."""

from flask import url_for
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from hub.files.models import StoredFile


class FileOut(Schema):
    """A document attached to something."""

    id = fields.String(metadata={"description": _l("Names it in the address that removes it.")})
    name = fields.String()
    media_type = fields.String()
    size = fields.Integer(metadata={"description": _l("In bytes.")})
    url = fields.Url()


FILE_AS_JSON = {
    "type": "object", "required": ["id", "name", "media_type", "size", "url"],
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}, "media_type": {"type": "string"},
                   "size": {"type": "integer", "description": "In bytes."}, "url": {"type": "string", "format": "uri"}},
}  # fmt: skip
"""The JSON Schema of a file as part of what it is attached to."""


def file_as_json(stored: StoredFile) -> dict[str, object]:
    """A file as the API shows it."""
    url = url_for("files.download", public_id=stored.public_id, name=stored.name, _external=True)
    return {"id": stored.public_id, "name": stored.name, "media_type": stored.media_type, "size": stored.size,
            "url": url}  # fmt: skip
