"""The fields that forms, API and import accept."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, post_load, validates_schema

from discussions.models import MEMBER, MODERATOR
from discussions.workflow import ACCESS, MODERATION, STATES
from hub.schemas import (
    BaseSchema,
    Choice,
    Code,
    Codes,
    Day,
    Email,
    LongText,
    Markdown,
    Moment,
    Number,
    Rows,
    Text,
    Texts,
)
from hub.slugs import RESERVED, slugify

MAX_BODY = 20_000
MAX_POSTS_A_LINE = 100_000
_CONSULTATION = _l("Consultation (leave empty for an ordinary discussion)")


class PostSchema(BaseSchema):
    """An answer in a thread."""

    body = Markdown(_l("Your post"), max=MAX_BODY, needed=True)
    language = Code("languages", _l("Language of the post"), _l("It helps search, screen readers and translation."))


class NewPostSchema(PostSchema):
    """An answer, as programs send it: with the post that it quotes."""

    quoted_post = Number(_l("Quoted post"), _l("The id of a post of the same thread."), first=1, last=10**9)


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


_TO_THE_END = timedelta(days=1, seconds=-1)


class ModeratorsThreadSchema(ConsultationSchema, ThreadSchema):
    """A thread as those who look after the space may start it."""


class TitleSchema(BaseSchema):
    """What a thread is found by."""

    title = Text(_l("Title"), min=5, max=200, needed=True)
    objectives = Codes("objectives", _l("Objectives of the Global Compact"), max=6)


class ThreadSettingsSchema(ConsultationSchema, TitleSchema):
    """What moderators may change of a thread."""


class SpaceSchema(BaseSchema):
    """A space."""

    title = Text(_l("Name of the space"), _l("The topic in a few words."), min=3, max=120, needed=True)
    description = LongText(_l("Description"), _l("Who is it for, and what is discussed here?"), max=1_000, needed=True)
    access = Choice(list(ACCESS.items()), _l("Who can read and write?"), needed=True)
    moderation = Choice(list(MODERATION.items()), _l("When do posts appear?"), needed=True)
    languages = Codes("languages", _l("Languages"), _l("Other languages stay welcome."), max=12)
    objectives = Codes("objectives", _l("Objectives of the Global Compact"), max=23)


class InvitationSchema(BaseSchema):
    """Somebody who gets a part in a space."""

    email = Email(_l("E-mail address"), _l("Somebody with an account of the hub."), max=320, needed=True)
    role = Choice(
        [(MEMBER, _l("Member: reads and writes")), (MODERATOR, _l("Moderator: also decides on posts"))],
        _l("Role in the space"),
        needed=True,
    )


class PostLineSchema(PostSchema):
    """A post in an import line."""

    author_email = Email(_l("E-mail of the author"), max=320, needed=True)
    author = Text(_l("Name of the author"), _l("Used where the address has no account yet."), max=120)
    created_at = Moment(_l("Written at"))
    state = Choice(list(STATES.items()), _l("State"), _l("Published, where nothing is said."))
    reason = Text(_l("What the moderator said"), max=500)


class ThreadLineSchema(BaseSchema):
    """An import line: a thread with its posts, in a space that is created where it does not exist."""

    space = Text(_l("Space"), _l("Its name in the address of its page."), min=3, max=100, needed=True)
    space_title = Text(_l("Name of the space"), max=120)
    access = Choice(list(ACCESS.items()), _l("Access of the space"))
    title = Text(_l("Title"), max=200, needed=True)
    language = Code("languages", _l("Language"), needed=True)
    objectives = Codes("objectives", _l("Objectives of the Global Compact"), max=23)
    author_email = Email(_l("E-mail of who started it"), max=320, needed=True)
    author = Text(_l("Name of who started it"), max=120)
    created_at = Moment(_l("Started at"))
    posts = Rows(PostLineSchema, _l("Posts"), max=MAX_POSTS_A_LINE, needed=True)

    @validates_schema
    def _readable_address(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data.get("space") and (slugify(data["space"]) != data["space"] or data["space"] in RESERVED):
            raise ValidationError({"space": [_("Use small letters, digits and hyphens, as in “regular-pathways”.")]})
