"""What people write in a thread."""

from flask_babel import lazy_gettext as _l

from hub.schemas import (
    BaseSchema,
    Code,
    Markdown,
    Number,
)

MAX_BODY = 20_000


class PostSchema(BaseSchema):
    """An answer in a thread."""

    body = Markdown(_l("Your post"), max=MAX_BODY, needed=True)
    language = Code("languages", _l("Language of the post"), _l("It helps search, screen readers and translation."))


class NewPostSchema(PostSchema):
    """An answer, as programs send it: with the post that it quotes."""

    quoted_post = Number(_l("Quoted post"), _l("The id of a post of the same thread."), first=1, last=10**9)
