"""Threads, some of them consultations."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, post_load, validates_schema

from discussions.schemas.post import MAX_BODY
from hub.schemas import (
    BaseSchema,
    Code,
    Codes,
    Day,
    Markdown,
    Text,
    Texts,
)

_CONSULTATION = _l("Consultation (leave empty for an ordinary discussion)")
_TO_THE_END = timedelta(days=1, seconds=-1)


class ThreadSchema(BaseSchema):
    """A thread with its first post."""

    title = Text(
        _l("Title"),
        _l("Say in one line what it is about. A question works well."),
        min=5,
        max=200,
        needed=True,
    )
    body = Markdown(_l("First post"), _l("What do you want to know, share or discuss?"), max=MAX_BODY, needed=True)
    language = Code("languages", _l("Language"), _l("The language of the first post."), needed=True)
    objectives = Codes("objectives", _l("Objectives of the Global Compact"), max=6)


class ConsultationSchema(BaseSchema):
    """What makes a thread a consultation."""

    opens = Day(_l("Opens on"), _l("Answers are possible from this day (UTC) on."), section=_CONSULTATION)
    closes = Day(_l("Closes on"), _l("The last day (UTC) for answers."), section=_CONSULTATION)
    questions = Texts(
        _l("Guiding questions"), _l("One a line, six at the most."), max=6, length=300, section=_CONSULTATION
    )
    feeds = Text(
        _l("What it feeds into"),
        _l("The document or decision that the answers are for."),
        max=300,
        section=_CONSULTATION,
    )

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data.get("opens") and data.get("closes") and data["closes"] < data["opens"]:
            raise ValidationError({"closes": [_("It cannot close before it opens.")]})

    @post_load
    def _as_moments(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """From the first moment of the first day to the last of the last."""
        for name, column, after in (("opens", "opens_at", timedelta()), ("closes", "closes_at", _TO_THE_END)):
            if name in data:
                day = data.pop(name)
                data[column] = datetime.combine(day, time(), UTC) + after if day else None
        return data


class ModeratorsThreadSchema(ConsultationSchema, ThreadSchema):
    """A thread as those who look after the space may start it."""


class TitleSchema(BaseSchema):
    """What a thread is found by."""

    title = Text(_l("Title"), min=5, max=200, needed=True)
    objectives = Codes("objectives", _l("Objectives of the Global Compact"), max=6)


class ThreadSettingsSchema(ConsultationSchema, TitleSchema):
    """What moderators may change of a thread."""
