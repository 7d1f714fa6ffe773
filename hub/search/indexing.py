"""From the database into the index: the job that keeps it up to date, the rebuild and the check."""

from collections.abc import Callable, Iterable, Iterator
from time import sleep

from flask import current_app
from sqlalchemy import select

from hub import freshness, kinds
from hub.db import db, transaction
from hub.jobs import handler
from hub.jobs.models import Job
from hub.jobs.queue import Payload
from hub.kinds import Kind
from hub.search.capture import BULK_JOB, INDEX_JOB
from hub.search.engines import Document, Engine, Key, open_engine

BATCH = 500
CHECKS = 3
CHECK_SECONDS = 0.5

AFTERWARDS: list[Callable[[], None]] = []
"""What is made of the same content as the index, and looks after itself when the index has changed."""

Watch = Callable[[Iterable[Document]], Iterable[Document]]


def engine() -> Engine:
    """The search engine of this application, opened once a process."""
    extensions = current_app.extensions
    if "hub_engine" not in extensions:
        folder = current_app.config["HUB_DATA_DIR"] / "index"
        extensions["hub_engine"] = open_engine(current_app.config["HUB_SEARCH_ENGINE"], folder)
    found: Engine = extensions["hub_engine"]
    return found


def documents_of(kind: Kind, ids: Iterable[int]) -> list[Document]:
    """The search documents of those things that may be found by somebody."""
    assert kind.document is not None
    made = (kind.document(thing) for thing in kind.fetch(list(ids)))
    return [document for document in made if document is not None]


@handler(BULK_JOB, patient=True)
@handler(INDEX_JOB, batch=100)
def index(payloads: list[Payload]) -> None:
    """Bring the named things up to date in the index; what has no document any more leaves it."""
    wanted: dict[str, set[int]] = {}
    for payload in payloads:
        wanted.setdefault(payload["kind"], set()).update(payload["ids"])
    for name, ids in wanted.items():
        for some in _chunks(sorted(ids)):
            documents = documents_of(kinds.get(name), some)
            there = {document.id for document in documents}
            engine().replace(documents, [(name, i) for i in some if i not in there])
    _changed()


def _changed() -> None:
    """Say that the pages kept for guests, many of which are made from the index, are out of date, and what else is."""
    with transaction():
        freshness.mark(db.session())
    for look_after in AFTERWARDS:
        look_after()


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    yield from (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def all_documents() -> Iterator[Document]:
    """Every document there should be, in batches, so that memory stays small."""
    for kind in kinds.all_kinds():
        if kind.document is None:
            continue
        last = 0
        while ids := _ids_after(kind, last):
            yield from documents_of(kind, ids)
            db.session.expunge_all()
            last = ids[-1]


def _ids_after(kind: Kind, last: int) -> list[int]:
    query = select(kind.model.id).where(kind.model.id > last).order_by(kind.model.id).limit(BATCH)
    return list(db.session.scalars(query))


def rebuild(watch: Watch = iter) -> int:
    """Build a new index beside the live one and swap; the number of documents. `watch` may show progress."""
    number = engine().rebuild(watch(all_documents()))
    _changed()
    return number


def pending(*, given_up: bool = True) -> set[Key]:
    """What changed and waits for the worker; without `given_up`, leaving out what it tried too often."""
    query = select(Job.payload).where(Job.name.in_((INDEX_JOB, BULK_JOB)))
    payloads = db.session.scalars(query if given_up else query.where(Job.failed_at.is_(None)))
    return {(payload["kind"], i) for payload in payloads for i in payload["ids"]}


def lapsed() -> set[Key]:
    """What time alone has taken out of search, before the worker noticed."""
    return {(kind.name, i) for kind in kinds.all_kinds() if kind.lapsed for i in kind.lapsed()}


def differences(watch: Watch = iter) -> list[str]:
    """How the index differs from the database, leaving out what waits for the worker."""
    found = _differing(dict(engine().fingerprints()), watch(all_documents()))
    for _attempt in range(CHECKS):  # what was changing while we looked is no difference
        if not found:
            break
        db.session.rollback()
        sleep(CHECK_SECONDS)
        held = {key: fingerprint for key, fingerprint in engine().fingerprints() if key in found}
        found = _differing(held, _documents_of_keys(found))
    return [f"{kind} {i}: {reason}" for (kind, i), reason in sorted(found.items())]


def _differing(held: dict[Key, str], documents: Iterable[Document]) -> dict[Key, str]:
    found = {}
    for document in documents:
        kept = held.pop(document.key, None)
        if kept != document.fingerprint:
            found[document.key] = "missing from the index" if kept is None else "out of date"
    found.update(dict.fromkeys(held, "should not be in the index"))
    waiting = pending(given_up=False) | lapsed()
    return {key: reason for key, reason in found.items() if key not in waiting}


def _documents_of_keys(keys: Iterable[Key]) -> Iterator[Document]:
    by_kind: dict[str, list[int]] = {}
    for name, i in sorted(keys):
        by_kind.setdefault(name, []).append(i)
    for name, ids in by_kind.items():
        for some in _chunks(ids):
            yield from documents_of(kinds.get(name), some)
