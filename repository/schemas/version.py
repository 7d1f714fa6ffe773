"""Versions of a practice, as readers get them."""

from marshmallow import Schema, fields

from hub.api import PAGE, Time, one_of, page_url
from repository.models import PracticeVersion
from repository.models.version import PUBLISHED, SUBMITTED


def _url(version: PracticeVersion) -> str:
    kind = None if version.kind == PUBLISHED else version.kind
    return page_url("repository.version", slug=version.practice.slug, number=version.number, kind=kind)


class VersionOut(Schema):
    """A version: when, and what was new in it."""

    number = fields.Integer()
    kind = fields.String(metadata=one_of(PUBLISHED, SUBMITTED))
    at = Time()
    note = fields.String(allow_none=True)
    url = fields.Function(_url, metadata=PAGE)


class VersionOutWithText(VersionOut):
    """A version with the practice as it was: its fields in `content`."""

    content = fields.Dict()
