"""The vocabularies as programs get them."""

from flask_babel import lazy_gettext as _l
from marshmallow import INCLUDE, Schema, fields


class TermOut(Schema):
    """A code with its label. Some vocabularies say more, such as the round table of an objective."""

    class Meta:
        unknown = INCLUDE

    code = fields.String()
    label = fields.String(metadata={"description": _l("In the language asked for.")})


class VocabularyOut(Schema):
    """All codes of a vocabulary."""

    items = fields.List(fields.Nested(TermOut))
