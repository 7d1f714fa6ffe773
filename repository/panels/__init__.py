"""What the repository shows on pages that are not its own."""

from flask import render_template, url_for
from flask_babel import gettext as _

from hub.auth.models import User
from hub.feature import Waiting
from hub.policy import Actor, can
from repository import queries
from repository.models import Practice
from repository.models.author import OPEN_FOR
from repository.models.review import INVITED
from repository.panels import life
from repository.queries import due

SHOWN = 5


def newest() -> str:
    """The home page: what was published last."""
    return render_template("repository/_newest.html", practices=queries.newest(SHOWN))


def on_objective(code: str) -> str:
    """The page of an objective: its newest practices."""
    return render_template("repository/_on_objective.html", practices=queries.on_objective(code, SHOWN), code=code)


def waiting(actor: Actor) -> list[Waiting]:
    """The inbox: reviews to give, practices to write on, and, for the secretariat, practices to decide on."""
    found = [
        Waiting(
            _("Accept or refuse to review") if review.state == INVITED else _("Give your review"),
            review.practice.title or "",
            url_for("repository.review", review_id=review.id),
            review.created_at,
            review.deadline,
        )
        for review in queries.reviews_of(actor)
    ]
    writing = {"draft": _("Finish your draft and submit it"), "changes_requested": _("Answer the requested changes")}
    found += [_waiting(practice, writing[practice.status], "repository.follow") for practice in queries.to_write(actor)]
    found += _invitations(actor)
    if can(actor, "practice.decide"):
        found += _to_lead(actor)
    return found + life.waiting(actor)


def _to_lead(actor: Actor) -> list[Waiting]:
    """The practices that the secretariat leads on, each with what it needs now."""
    tasks = {
        "submitted": _("Start screening"),
        "screening": _("Invite reviewers"),
        "under_review": _("Follow the review"),
        "approved": _("Publish"),
    }
    practices = queries.in_states(*tasks, of=actor)
    numbers = due.reviews_of([practice.id for practice in practices])
    return [
        _waiting(
            practice,
            _("Decide") if due.is_to_decide(practice, numbers.get(practice.id)) else tasks[practice.status],
            "repository.desk",
        )
        for practice in practices
    ]


def _invitations(actor: Actor) -> list[Waiting]:
    """Invitations to write together. They name who invites; the title comes with the link."""
    if not isinstance(actor, User):
        return []
    return [
        Waiting(
            _("Answer an invitation to write a practice together"),
            author.practice.submitter.name if author.practice.submitter else "",
            url_for("repository.invitation", token=author.link_token),
            author.updated_at,
            author.updated_at + OPEN_FOR,
        )
        for author in queries.invitations_to(actor)
        if author.is_open
    ]


def _waiting(practice: Practice, what: str, endpoint: str) -> Waiting:
    return Waiting(
        what,
        practice.title or _("Untitled draft"),
        url_for(endpoint, slug=practice.slug),
        practice.status_since or practice.updated_at,
        practice.due_at,
    )
