"""Looking in the background whether the links in practices answer.

A practice is looked at a minute after its links have changed, and once it is public, each link about once a month.
Mails wait in the same line as this, so it is work in small pieces that let everything else pass.
"""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from flask import current_app
from sqlalchemy import delete, select

from hub import clock
from hub.db import db, transaction, transactional
from hub.jobs import enqueue_at, handler
from hub.jobs.models import Job
from hub.jobs.queries import others_wait
from hub.jobs.queue import Payload
from hub.outgoing import PUBLIC_WEB, NotFollowed, Unreachable, follow
from repository.models import LinkCheck, Practice
from repository.models.link import ANSWERED, NOT_FOLLOWED, UNREACHABLE, digest_of
from repository.queries.links import held_since
from repository.workflow import PUBLIC

LOOK, GO_ROUND = "practice.links", "practice.all_links"
AFTER_TYPING = timedelta(minutes=1)
A_MONTH, A_DAY, AN_HOUR = timedelta(days=30), timedelta(days=1), timedelta(hours=1)
SOONER = (A_DAY, 3 * A_DAY, 9 * A_DAY, A_MONTH)
"""When to look again after one failure, two, and so on."""
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
PIECE_SECONDS = 4.0
PAUSE = timedelta(seconds=3)
BATCH = 200
_GONE = (404, 410)
"""Of all that a server can answer, this and its own failures say that readers will find nothing."""


def watch(practice: Practice) -> None:
    """Have the links of a practice looked at soon. Part of the running transaction."""
    if practice.links and current_app.config["HUB_LINK_CHECKS"]:
        enqueue_at(clock.now() + AFTER_TYPING, LOOK, practice=practice.id)
        go_round()


def go_round(pause: timedelta = A_DAY, after: int = 0) -> None:
    """Have the links of public practices looked at from time to time; nothing, where a round waits already."""
    waiting = select(Job.id).where(Job.name == GO_ROUND, Job.run_at > clock.now(), Job.failed_at.is_(None)).limit(1)
    if current_app.config["HUB_LINK_CHECKS"] and db.session.scalar(waiting) is None:
        enqueue_at(clock.now() + pause, GO_ROUND, after=after)


@handler(LOOK, slow=True)
def look_at_one(payloads: list[Payload]) -> None:
    """Look at the links of a practice that have not been looked at lately, or not since it holds them."""
    for payload in payloads:
        practice = db.session.get(Practice, payload["practice"])
        if practice is None:
            continue
        # What was found before does not count: it would tell that others hold these links.
        if not _look(_urls(practice), time.monotonic() + PIECE_SECONDS, held_since(practice)):
            with transaction():
                enqueue_at(clock.now() + PAUSE, LOOK, practice=payload["practice"])


@handler(GO_ROUND, slow=True)
def look_at_all(payloads: list[Payload]) -> None:
    """Look at some of the links of public practices that are due, and leave the rest for later."""
    after, end = payloads[0]["after"], time.monotonic() + PIECE_SECONDS
    query = select(Practice).where(Practice.status.in_(PUBLIC), Practice.id > after).order_by(Practice.id).limit(BATCH)
    found = [(practice.id, _urls(practice)) for practice in db.session.scalars(query)]
    done = next((n for n, (_id, urls) in enumerate(found) if not _look(urls, end)), len(found))
    with transaction():
        if done == len(found) < BATCH:
            db.session.execute(delete(LinkCheck).where(LinkCheck.due_at < clock.now() - 2 * A_MONTH))
            go_round()
        else:
            go_round(PAUSE, found[done - 1][0] if done else after)


def _urls(practice: Practice) -> list[str]:
    return list(dict.fromkeys(link["url"] for link in practice.links))


def _look(urls: Iterable[str], end: float, since: datetime = LONG_AGO) -> bool:
    """Ask for those that are due; False where something else has to pass before all are asked."""
    for url in urls:
        if not _is_due(url, since):
            continue
        if time.monotonic() > end or others_wait(LOOK, GO_ROUND):
            return False
        db.session.rollback()  # others answer slowly: nothing must be held meanwhile
        _note(url, *_ask(url))
    return True


def _is_due(url: str, since: datetime) -> bool:
    blind_until = current_app.extensions.get("hub_blind_until")
    if not current_app.config["HUB_LINK_CHECKS"] or (blind_until and blind_until > clock.now()):
        return False
    last = db.session.scalar(select(LinkCheck).where(LinkCheck.url_digest == digest_of(url)))
    return last is None or last.due_at <= clock.now() or last.checked_at < since


def _ask(url: str) -> tuple[str, bool]:
    """What becomes of an address, and whether somebody was heard at all."""
    try:
        status = follow(url, reach=current_app.extensions.get("hub_reach", PUBLIC_WEB))
    except NotFollowed:
        return NOT_FOLLOWED, False
    except Unreachable:
        return UNREACHABLE, False
    return UNREACHABLE if status in _GONE or status >= 500 else ANSWERED, True


@transactional
def _note(url: str, outcome: str, heard: bool) -> None:
    """Keep what became of an address. Where nobody at all is heard, the hub is cut off, and nothing is known."""
    now = clock.now()
    if outcome == UNREACHABLE and not heard and not _reaches_others():
        current_app.extensions["hub_blind_until"] = now + AN_HOUR
        return
    check = db.session.scalar(select(LinkCheck).where(LinkCheck.url_digest == digest_of(url)))
    if check is None:
        check = LinkCheck(url_digest=digest_of(url), url=url, failures=0)
        db.session.add(check)
    check.outcome, check.checked_at = outcome, now
    check.failures = check.failures + 1 if outcome == UNREACHABLE else 0
    check.heard_at = now if heard else check.heard_at
    check.due_at = now + (SOONER[min(check.failures, len(SOONER)) - 1] if check.failures else A_MONTH)


def _reaches_others() -> bool:
    """Whether the hub has heard from anybody lately."""
    lately = LinkCheck.heard_at > clock.now() - timedelta(days=7)
    return db.session.scalar(select(LinkCheck.id).where(lately).limit(1)) is not None
