"""Lines of an import."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, validates_schema

from discussions.schemas.post import PostSchema
from discussions.workflow import ACCESS, STATES
from hub.schemas import (
    BaseSchema,
    Choice,
    Code,
    Codes,
    Email,
    Moment,
    Rows,
    Text,
)
from hub.slugs import RESERVED, slugify

MAX_POSTS_A_LINE = 100_000


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
