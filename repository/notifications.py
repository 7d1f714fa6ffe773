"""Who is told what about a practice. Submitters never learn who reviewed."""

import re
from collections.abc import Iterable
from typing import Any

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
from hub.policy import Actor, can
from hub.workflow import Transition
from repository.models import (
    Adaptation,
    Call,
    DecisionLetter,
    Practice,
    PracticeAuthor,
    PracticePoint,
    PracticeUpdate,
    Review,
)
from repository.models.review import INVITED


def moved(
    actor: Actor,
    practice: Practice,
    step: Transition,
    comment: str,
    *,
    letter: DecisionLetter | None = None,
    points: Iterable[PracticePoint] = (),
) -> None:
    """Tell the authors of a decision, or the secretariat of a submission. A letter tells the reason by itself."""
    if step.permission == "practice.submit":
        _tell_secretariat(practice, "practice_submitted", page="")
        return
    told = {"comment": "" if letter else comment, "letter": letter.text if letter else ""}
    asked = [point.text for point in points if point.needs_answer]
    _tell_writers(actor, practice, "practice_moved", status=practice.status, points=asked, **told)


def practice_due(practice: Practice, *, to_secretariat: bool) -> None:
    """Remind those whose turn it is that the time for it ends soon."""
    if to_secretariat:
        _tell_secretariat(practice, "practice_due", **_step(practice))
    else:
        _tell_writers(None, practice, "practice_due", **_step(practice))


def practice_late(practice: Practice) -> None:
    """Tell the secretariat that a step is not done in its time."""
    _tell_secretariat(practice, "practice_late", **_step(practice))


def call_closes(practice: Practice, call: Call) -> None:
    """Remind those who write an answer to a call of its deadline."""
    closes = call.closes_at.isoformat()
    _tell_writers(None, practice, "call_closes", call=call.title, closes=closes, zone=call.time_zone)


def invited(review: Review) -> None:
    """Ask the reviewer, who first declares their interests on the page of the review."""
    again = any(r.reviewer_id == review.reviewer_id and r.round < review.round for r in review.practice.reviews)
    days = review.rules.days_to_review
    tell(review.reviewer, "review_invited", review, due=_day(review.answer_by), days=days, again=again)


def withdrawn(review: Review) -> None:
    """Tell the reviewer by mail that nothing is asked of them any more; they can open neither review nor practice."""
    reader = review.reviewer
    if reader.password_hash:
        post(reader.email, "review_withdrawn", reader.language, title=review.practice.title)


def review_due(review: Review) -> None:
    """Remind the reviewer of the answer, or of the review."""
    tell(review.reviewer, "review_due", review, due=_day(review.deadline), invited=review.state == INVITED)


def review_late(review: Review) -> None:
    """Tell the reviewer and the secretariat that a review has not come in."""
    tell(review.reviewer, "review_late", review, due=_day(review.due_at), mine=True)
    _tell_secretariat(review.practice, "review_late", due=_day(review.due_at), mine=False)


def invitation_ended(review: Review, following: User | None) -> None:
    """Tell both sides that an invitation was not answered in time."""
    tell(review.reviewer, "review_expired", review)
    stepped_back(review, "unanswered", following)


def stepped_back(review: Review, reason: str, following: User | None) -> None:
    """Tell the secretariat that a reviewer is lost, and whom to ask in their place."""
    name = following.name if following else ""
    _tell_secretariat(review.practice, "review_stepped_back", reason=reason, following=name)


def reviews_complete(practice: Practice) -> None:
    """Tell the secretariat that it can decide."""
    _tell_secretariat(practice, "practice_reviewed")


def reviews_disagree(practice: Practice) -> None:
    """Tell the secretariat that it takes one more reviewer."""
    _tell_secretariat(practice, "reviews_disagree")


def invite_author(author: PracticeAuthor, inviter: Actor) -> None:
    """Mail an invitation. Its link is made when it is sent, so that none lies in the outbox."""
    db.session.flush()
    enqueue("practice.invite_author", id=author.id, inviter=inviter.id)


_ADDRESS = re.compile(r"[/@]|\w[.。．｡]\w{2}")
"""What a name holds that leads strangers elsewhere, or that mail programs make a link of: also a bare `example.net`."""


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


def author_answered(practice: Practice, person: User, *, accepted: bool) -> None:
    """Tell the submitter what became of an invitation. Whoever declines is not named."""
    if practice.submitter and accepted:
        tell(practice.submitter, "author_accepted", practice, person=person.name, url=_page(practice, "status"))
    elif practice.submitter:
        tell(practice.submitter, "author_declined", practice, url=_page(practice, "status"))


def author_left(practice: Practice, person: User) -> None:
    """Tell the submitter that a co-author has gone."""
    if practice.submitter:
        tell(practice.submitter, "author_left", practice, person=person.name, url=_page(practice, "status"))


def author_removed(practice: Practice, person: User) -> None:
    """Tell a co-author, by mail alone: the practice is closed to them from now on."""
    post(person.email, "author_removed", person.language, user_name=person.name, title=practice.title or "")


def handed_over(actor: Actor, practice: Practice, before: User | None) -> None:
    """Tell the new submitter; and the one before, where somebody else has handed it over."""
    for person in (practice.submitter, before):
        if person is not None and person.id != actor.id:
            event = "practice_handed_over" if person is practice.submitter else "practice_handed_on"
            tell(person, event, practice, url=_page(practice, "status"))


def update_submitted(practice: Practice) -> None:
    """Tell the secretariat that an update waits."""
    _tell_secretariat(practice, "update_submitted", page="update")


def update_decided(actor: Actor, update: PracticeUpdate) -> None:
    """Tell the authors what became of their update."""
    said = {"status": update.status, "comment": update.reason or ""}
    page = "update" if update.status == "returned" else ""
    _tell_writers(actor, update.practice, "update_decided", page=page, **said)


def still_right(practice: Practice) -> None:
    """Ask the authors whether the practice is still right."""
    _tell_writers(None, practice, "practice_still_right", since=_day(practice.confirmed_at))


def confirmed(practice: Practice) -> None:
    """Tell the secretariat, which asked for an update, that the authors find everything still right."""
    _tell_secretariat(practice, "practice_confirmed")


def withdrawal_asked(practice: Practice) -> None:
    """Tell the secretariat that the authors want their practice withdrawn."""
    _tell_secretariat(practice, "withdrawal_asked", page="withdrawal")


def withdrawal_refused(actor: Actor, practice: Practice, comment: str) -> None:
    """Tell the authors why the practice stays public."""
    _tell_writers(actor, practice, "withdrawal_refused", page="", comment=comment)


def adaptation_told(adaptation: Adaptation) -> None:
    """Tell the secretariat that an adaptation is to be checked."""
    for person in _secretariat():
        tell(person, "adaptation_told", adaptation)


def adaptation_decided(actor: Actor, adaptation: Adaptation) -> None:
    """Tell whoever told it what became of it, and the authors of the practice that it was reused."""
    author = adaptation.author
    if author is not None and author.id != actor.id:
        tell(author, "adaptation_decided", adaptation, status=adaptation.status, comment=adaptation.reason or "")
    if adaptation.status == "public":
        for person in adaptation.practice.writers:
            if person.id not in (actor.id, adaptation.author_id):
                tell(person, "practice_adapted", adaptation)


def _tell_writers(actor: Actor | None, practice: Practice, event: str, *, page: str = "status", **data: Any) -> None:
    for person in practice.writers:
        if actor is None or person.id != actor.id:
            tell(person, event, practice, url=_page(practice, page), **data)


def _tell_secretariat(practice: Practice, event: str, *, page: str = "desk", **data: Any) -> None:
    for person in _deciding(practice):
        tell(person, event, practice, url=_page(practice, page), **data)


def _secretariat() -> list[User]:
    query = select(User).where(User.role == "secretariat", User.is_active)
    return list(db.session.scalars(query.order_by(User.id)))


def _deciding(practice: Practice) -> list[User]:
    """Those of the secretariat who decide on a practice; one who wrote it is told like other authors."""
    return [person for person in _secretariat() if can(person, "practice.decide", practice)]


def _page(practice: Practice, name: str) -> str:
    """A page of the practice; "" for the one that everybody reads."""
    return f"/practices/{practice.slug}/{name}" if name else ""


def _step(practice: Practice) -> dict[str, str]:
    return {"status": practice.status, "due": _day(practice.due_at)}


def _day(moment: Any) -> str:
    return str(moment.date().isoformat()) if moment else ""
