"""Keeping the experience in a file of the data folder, which the worker makes and anybody may delete.

It is used only as long as it is true: with the first change of any public text it is left aside, so that what is
withdrawn has no say any more from that moment, and opinions rest on the lexicon alone until the worker has counted
anew, which it does after it has brought the index up to date.
"""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from flask import current_app
from sqlalchemy import func, select

from hub import freshness, kinds
from hub.assistant.experience import Experience, Lesson, Seen, learn
from hub.assistant.facets import FACETS
from hub.assistant.subject import Subject
from hub.atomic import replacing
from hub.auth.actors import GUEST
from hub.db import db, transaction
from hub.jobs import enqueue, handler
from hub.jobs.models import Job
from hub.jobs.queue import Payload
from hub.kept import shelf
from hub.kinds import Kind
from hub.policy import can, readable
from hub.search.indexing import AFTERWARDS
from hub.taxonomy.vocabulary import DATA

LEARN_JOB = "assistant.learn"
FORMAT = 1
"""Raised whenever an older file would be read wrongly, or was counted otherwise."""
BATCH = 200
MOST_LESSONS = 3_000
"""Texts of a kind that are counted, the newest ones: more would change little, and cost the worker a minute."""


class Kept(NamedTuple):
    """What the file says: the experience, and the state of the public texts that it is of."""

    state: str
    experience: Experience


def experience() -> Experience:
    """The experience with the public texts as they are now; none where they have changed since it was made."""
    kept = _kept()
    return kept.experience if kept and kept.state == state() else Experience()


def state() -> str:
    """Which texts are public, in which version; looked up once as long as nothing changes."""
    counter = freshness.current(db.session.connection())
    known: str | None = shelf(current_app).get("state of the public texts", counter)
    if known is None:
        known = json.dumps([_words_and_format(), *(_state_of(kind) for kind in _teaching())])
        shelf(current_app).put("state of the public texts", known, counter)
    return known


def _teaching() -> list[Kind]:
    return [kind for kind in kinds.all_kinds() if kind.teaches]


def _state_of(kind: Kind) -> list[str]:
    model = kind.model
    columns = (func.count(model.id), func.sum(model.id), func.max(model.updated_at))  # type: ignore[attr-defined]
    return [kind.name, *map(str, db.session.execute(readable(GUEST, kind.name).with_only_columns(*columns)).one())]


@cache
def _words_and_format() -> str:
    """What else the counts depend on."""
    files = [(DATA / f"{facet}_words.toml").read_bytes() for facet in FACETS]
    return f"{FORMAT}:{sha256(b''.join(files)).hexdigest()[:16]}"


def learn_soon() -> None:
    """Have the worker count the public texts, unless what it has counted is still true, or it is about to."""
    kept = _kept()
    if kept is None or kept.state != state():
        waiting = select(Job.id).where(Job.name == LEARN_JOB, Job.failed_at.is_(None)).limit(1)
        if db.session.scalar(waiting) is None:
            with transaction():
                enqueue(LEARN_JOB)


AFTERWARDS.append(learn_soon)


@handler(LEARN_JOB, batch=100, slow=True)
def learn_anew(_payloads: list[Payload]) -> None:
    """Count the public texts, where they have changed since."""
    now, kept = state(), _kept()
    if kept is None or kept.state != now:
        _keep(Kept(now, learn(lessons())))


def lessons() -> Iterator[Lesson]:
    """Every public text that teaches, in batches, so that memory stays small."""
    for kind in _teaching():
        newest = readable(GUEST, kind.name).with_only_columns(kind.model.id).order_by(kind.model.id.desc())
        ids = sorted(db.session.scalars(newest.limit(MOST_LESSONS)))
        for start in range(0, len(ids), BATCH):
            for thing in kind.fetch(ids[start : start + BATCH]):
                document = kind.document(thing) if kind.document and can(GUEST, kind.permission, thing) else None
                if document:
                    yield Lesson(Subject(document.title, document.body, document.language), document.facets)
            db.session.expunge_all()


def _file() -> Path:
    return Path(current_app.config["HUB_DATA_DIR"]) / "assistant.json"


def _keep(kept: Kept) -> None:
    told = {
        "state": kept.state,
        "documents": kept.experience.documents,
        "about": dict(kept.experience.about),
        "terms": {" ".join(terms): [seen.documents, dict(seen.about)] for terms, seen in kept.experience.terms.items()},
    }
    with replacing(_file(), private=True) as file:
        file.write(json.dumps(told, ensure_ascii=False).encode())


def _kept() -> Kept | None:
    """What stands in the file, read once as long as nobody replaces it; None where there is none that can be used."""
    try:
        stat = _file().stat()
    except FileNotFoundError:
        return None
    key = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
    held: tuple[object, Kept | None] = current_app.extensions.get("hub_experience", (None, None))
    if held[0] != key:
        held = current_app.extensions["hub_experience"] = (key, _read(_file()))
    return held[1]


def _read(file: Path) -> Kept | None:
    try:
        told = json.loads(file.read_text("utf-8"))
        terms = {tuple(name.split(" ")): Seen(documents, about) for name, (documents, about) in told["terms"].items()}
        return Kept(told["state"], Experience(told["documents"], told["about"], terms))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
