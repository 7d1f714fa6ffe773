"""What a document would change in a practice, for programs."""

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields


class ProblemOut(Schema):
    """What could not be taken over: the field ("" for none), the reason, and the text as it was written."""

    field = fields.String(attribute="name")
    label = fields.String()
    message = fields.String()
    text = fields.String()


class ProposalOut(Schema):
    """The new values of the fields that a document changes, ready to be sent with PATCH, and what it lacks."""

    values = fields.Dict(keys=fields.String(), metadata={"description": _l("Fields of a practice, by name.")})
    also_changed = fields.List(
        fields.String(),
        metadata={"description": _l("Fields that were changed on the hub, too, since it was downloaded.")},
    )
    problems = fields.List(fields.Nested(ProblemOut))
