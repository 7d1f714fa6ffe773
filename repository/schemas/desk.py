"""What waits, and what is covered, as programs get it."""

from marshmallow import Schema, fields

from hub.api import PAGE, Time, one_of, page_url
from repository.queries.due import TURNS


class WaitingOut(Schema):
    """A practice on the desk: since when it waits, for whom, until when."""

    slug = fields.String(attribute="practice.slug")
    title = fields.String(attribute="practice.title", allow_none=True)
    status = fields.String(attribute="practice.status")
    since = Time(attribute="practice.status_since", allow_none=True)
    turn = fields.String(metadata=one_of(*TURNS, ""))
    due_at = Time(allow_none=True)
    handler = fields.Function(
        lambda line: line.handler.name if line.handler else None, metadata={"type": ["string", "null"]}
    )
    url = fields.Function(lambda line: page_url("repository.desk", slug=line.practice.slug), metadata=PAGE)


class CoveredOut(Schema):
    """An objective: how many practices are on it, and how many of these in each region."""

    objective = fields.String()
    total = fields.Integer()
    regions = fields.Dict(keys=fields.String(), values=fields.Integer())


class CoverageOut(Schema):
    """All objectives."""

    total = fields.Integer()
    items = fields.List(fields.Nested(CoveredOut))
