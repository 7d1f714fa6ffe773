"""One schema serves form, API and import: fields that know how to check a value and how a form shows it.

Each field carries `label`, `help`, `example` and `section` in its metadata. A needed field may be empty in a
draft (`load(..., partial=True)`); without `partial` it is asked for.
"""

from hub.schemas.base import BaseSchema, field_list, is_blank, shown
from hub.schemas.choices import Choice, Code, Codes
from hub.schemas.links import LinkSchema
from hub.schemas.records import Record, Rows
from hub.schemas.texts import Email, LongText, Markdown, Text, Texts, Url
from hub.schemas.values import Day, Flag, Moment, Number, Version, Year

__all__ = [
    "BaseSchema",
    "Choice",
    "Code",
    "Codes",
    "Day",
    "Email",
    "Flag",
    "LinkSchema",
    "LongText",
    "Markdown",
    "Moment",
    "Number",
    "Record",
    "Rows",
    "Text",
    "Texts",
    "Url",
    "Version",
    "Year",
    "field_list",
    "is_blank",
    "shown",
]
