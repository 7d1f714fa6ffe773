"""The permanent address of a practice."""

from collections.abc import Container
from secrets import token_hex

from flask_babel import gettext as _
from sqlalchemy import exists, select

from hub import audit
from hub.db import db, public_id, transactional
from hub.errors import Invalid
from hub.policy import Actor, require
from hub.slugs import RESERVED, slugify, unique_slug
from hub.undo import undoable
from repository.models import Practice, PracticeAddress

SHORTEST = 3


def free_address(text: str, *, taken: Container[str] = ()) -> str:
    """A name in addresses that no practice has or ever had, nor is `taken`; within the transaction that uses it."""
    slug = unique_slug(Practice, text, taken=taken)
    return f"{slug}-{public_id()}" if _was_used(slug) else slug


def draft_address(title: str) -> str:
    """The permanent name of a new practice in addresses. It always ends in something random: were it so only where
    the name is taken, it would tell what others call their drafts.
    """
    return free_address(f"{slugify(title) or 'practice'}-{token_hex(3)}")


@transactional
@undoable("practice.decide")
def readdress(actor: Actor, practice: Practice, text: str) -> Practice:
    """Give a practice another address; the one before leads to it from now on.

    Raises Invalid where the text makes no address, or one that another practice has or had.
    """
    require(actor, "practice.decide", practice)
    slug, before = slugify(text), practice.slug
    if slug == before:
        return practice
    if len(slug) < SHORTEST or slug in RESERVED:
        raise Invalid({"slug": [_("Use three or more letters from a to z or digits, and not a word of the site.")]})
    if _is_taken(slug) or _was_used(slug, but_for=practice):
        raise Invalid({"slug": [_("Another practice has or had this address.")]})
    for own in db.session.scalars(select(PracticeAddress).where(PracticeAddress.slug == slug)):
        db.session.delete(own)
    db.session.flush()
    db.session.add(PracticeAddress(slug=before, practice_id=practice.id))
    practice.slug = slug
    audit.record(actor, "practice.readdress", practice, before=before, after=slug)
    return practice


def _is_taken(slug: str) -> bool:
    return bool(db.session.scalar(select(exists().where(Practice.slug == slug))))


def _was_used(slug: str, *, but_for: Practice | None = None) -> bool:
    condition = exists().where(PracticeAddress.slug == slug)
    if but_for is not None:
        condition = condition.where(PracticeAddress.practice_id != but_for.id)
    return bool(db.session.scalar(select(condition)))
