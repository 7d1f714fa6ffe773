"""Who is told what about a practice. Submitters never learn who reviewed."""

import re

from flask import url_for
from sqlalchemy import select

from hub.auth.models import User
from hub.auth.queries import by_email
from hub.db import db
from hub.jobs import enqueue, handler
from hub.jobs.queue import Payload
from hub.mail import post
from hub.mail.outbox import compose
from hub.mail.transport import transport
from hub.notifications import tell
from hub.policy import Actor
from hub.workflow import Transition
from repository.models import Practice, PracticeAuthor, Review


def moved(actor: Actor, practice: Practice, step: Transition, comment: str) -> None:
    """Tell those who write it of a decision, or the secretariat of a submission."""
    if step.permission == "practice.submit":
        for person in _secretariat():
            tell(person, "practice_submitted", practice)
        return
    for person in practice.writers:
        if person.id != actor.id:
            tell(person, "practice_moved", practice, status=practice.status, comment=comment, url=_status(practice))


def _status(practice: Practice) -> str:
    return f"/practices/{practice.slug}/status"


def invited(review: Review) -> None:
    """Ask the reviewer, who first declares their interests on the page of the review."""
    tell(review.reviewer, "review_invited", review, due=review.due_at.date().isoformat())


def stepped_back(review: Review) -> None:
    """Tell the secretariat that a reviewer has a conflict of interest."""
    for person in _secretariat():
        tell(person, "review_stepped_back", review.practice, url=f"/practices/{review.practice.slug}/desk")


def reviews_complete(practice: Practice) -> None:
    """Tell the secretariat that it can decide."""
    for person in _secretariat():
        tell(person, "practice_reviewed", practice, url=f"/practices/{practice.slug}/desk")


def author_answered(practice: Practice, person: User, *, accepted: bool) -> None:
    """Tell the submitter what became of an invitation. Whoever declines is not named."""
    if practice.submitter and accepted:
        tell(practice.submitter, "author_accepted", practice, person=person.name, url=_status(practice))
    elif practice.submitter:
        tell(practice.submitter, "author_declined", practice, url=_status(practice))


def author_left(practice: Practice, person: User) -> None:
    """Tell the submitter that a co-author has gone."""
    if practice.submitter:
        tell(practice.submitter, "author_left", practice, person=person.name, url=_status(practice))


def author_removed(practice: Practice, person: User) -> None:
    """Tell a co-author, by mail alone: the practice is closed to them from now on."""
    post(person.email, "author_removed", person.language, user_name=person.name, title=practice.title or "")


def handed_over(actor: Actor, practice: Practice, before: User | None) -> None:
    """Tell the new submitter; and the one before, where somebody else has handed it over."""
    for person in (practice.submitter, before):
        if person is not None and person.id != actor.id:
            event = "practice_handed_over" if person is practice.submitter else "practice_handed_on"
            tell(person, event, practice, url=_status(practice))


def invite_author(author: PracticeAuthor, inviter: Actor) -> None:
    """Mail an invitation. Its link is made when it is sent, so that none lies in the outbox."""
    db.session.flush()
    enqueue("practice.invite_author", id=author.id, inviter=inviter.id)


@handler("practice.invite_author", slow=True)
def _send_invitations(payloads: list[Payload]) -> None:
    for payload in payloads:
        author, inviter = db.session.get(PracticeAuthor, payload["id"]), db.session.get(User, payload["inviter"])
        if author is not None and inviter is not None and author.is_open:
            invited = by_email(author.email)
            link = url_for("repository.invitation", token=author.link_token, _external=True)
            said = {"link": link, "inviter": "" if _ADDRESS.search(inviter.name) else inviter.name}
            language = (invited or inviter).language
            transport().send(compose(author.email, "author_invited", language, said), author.email)


_ADDRESS = re.compile(r"[/@]|www\.")
"""What a name holds that is there to lead strangers elsewhere."""


def _secretariat() -> list[User]:
    return list(db.session.scalars(select(User).where(User.role == "secretariat").order_by(User.id)))
