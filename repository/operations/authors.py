"""Writing together: co-authors are invited by mail, accept, leave; a submission is handed over."""

import secrets

from flask_babel import gettext as _
from flask_babel import ngettext
from itsdangerous import BadData

from hub import audit, clock
from hub.auth.models import User
from hub.auth.sessions import digest
from hub.db import db, transactional
from hub.errors import Conflict, Gone, Invalid, NotFound
from hub.policy import Actor, require
from hub.undo import undoable
from repository import notifications
from repository.models import Practice, PracticeAuthor
from repository.models.author import invitation_signer
from repository.operations.merging import lock
from repository.operations.reviewing.conflicts import takes_part_in_review

MOST = 20
"""Co-authors of one practice, with those who have not answered yet."""


class DeadInvitation(Gone):
    """The invitation was answered, withdrawn or sent anew, is too old, or is none of ours."""

    @classmethod
    def title(cls) -> str:
        return _("This invitation is no longer open")

    @classmethod
    def default_message(cls) -> str:
        return _(
            "It was answered or withdrawn, or is more than 30 days old. Ask the person who invited you for a new one."
        )


@transactional
def invite_author(actor: Actor, practice: Practice, email: str) -> PracticeAuthor:
    """Invite somebody by mail to write the practice, or invite them once more. Raises Invalid and Conflict."""
    lock(practice)
    require(actor, "practice.own", practice)
    if practice.status in ("declined", "archived"):
        raise Conflict(_("Nobody can write this practice any more."))
    known = next((author for author in practice.authors if author.email == email), None)
    if (known and known.user_id) or (practice.submitter and practice.submitter.email == email):
        raise Invalid({"email": [_("This person writes the practice already.")]})
    if known is None and len(practice.authors) >= MOST:
        most = ngettext("A practice has at most %(num)d co-author.", "A practice has at most %(num)d co-authors.", MOST)
        raise Invalid({"email": [most]})
    author = known or PracticeAuthor(practice=practice, email=email)
    author.token_digest = digest(secrets.token_urlsafe(32))  # links to an earlier invitation end here
    db.session.add(author)
    audit.record(actor, "practice.invite_author", practice)
    notifications.invite_author(author, actor)
    return author


def invited_by(token: str) -> PracticeAuthor:
    """The open invitation that a link leads to. Raises DeadInvitation."""
    try:
        number, mark = invitation_signer().loads(token)
    except BadData as error:
        raise DeadInvitation from error
    author = db.session.get(PracticeAuthor, number)
    if author is None or not author.is_open or author.token_digest != mark:
        raise DeadInvitation
    return author


@transactional
def accept_invitation(actor: User, token: str) -> Practice:
    """Write the practice from now on: whoever has the link, with the account that they are signed in with.

    Raises DeadInvitation, and Conflict for those who write the practice already, or take part in its review.
    """
    author = _locked(token)
    practice = author.practice
    if actor in practice.writers:
        raise Conflict(_("You write this practice already."))
    if takes_part_in_review(practice, actor):
        raise Conflict(_("You are a reviewer of this practice, so you cannot write it as well."))
    author.user, author.accepted_at, author.token_digest = actor, clock.now(), None
    audit.record(actor, "practice.accept_author", practice)
    notifications.author_answered(practice, actor, accepted=True)
    return practice


@transactional
def decline_invitation(actor: User, token: str) -> None:
    """Say no. Raises DeadInvitation."""
    author = _locked(token)
    audit.record(actor, "practice.decline_author", author.practice)
    notifications.author_answered(author.practice, actor, accepted=False)
    author.practice.authors.remove(author)


def _locked(token: str) -> PracticeAuthor:
    lock(invited_by(token).practice)
    db.session.expire_all()
    return invited_by(token)


@transactional
def remove_author(actor: Actor, practice: Practice, author_id: int) -> None:
    """Withdraw an invitation, or end somebody's part in writing. Raises NotFound."""
    lock(practice)
    require(actor, "practice.own", practice)
    author = _author(practice, author_id)
    if author.user:
        notifications.author_removed(practice, author.user)
    audit.record(actor, "practice.remove_author", practice, user=author.user_id)
    practice.authors.remove(author)


@transactional
def leave(actor: User, practice: Practice) -> None:
    """Stop writing a practice of somebody else's. Raises Conflict for its submitter."""
    lock(practice)
    require(actor, "practice.submit", practice)
    author = next((author for author in practice.authors if author.user_id == actor.id), None)
    if author is None:
        raise Conflict(_("Hand the practice over to a co-author first. Then you can leave."))
    audit.record(actor, "practice.leave_author", practice)
    notifications.author_left(practice, actor)
    practice.authors.remove(author)


@transactional
@undoable("practice.decide")
def hand_over(actor: Actor, practice: Practice, author_id: int) -> None:
    """Make a co-author the submitter; the one who was becomes a co-author. Raises NotFound."""
    lock(practice)
    require(actor, "practice.hand_over", practice)
    author, before = _author(practice, author_id), practice.submitter
    if author.user is None:
        raise NotFound
    practice.submitter = author.user
    practice.authors.remove(author)
    if before is not None:
        known = next((one for one in practice.authors if one.email == before.email), None)
        kept = known or PracticeAuthor(practice=practice, email=before.email)
        kept.user, kept.accepted_at, kept.token_digest = before, clock.now(), None
        db.session.add(kept)
    audit.record(actor, "practice.hand_over", practice, before=before.id if before else None, after=author.user_id)
    notifications.handed_over(actor, practice, before)


def _author(practice: Practice, author_id: int) -> PracticeAuthor:
    found = next((author for author in practice.authors if author.id == author_id), None)
    if found is None:
        raise NotFound
    return found
