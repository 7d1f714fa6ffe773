"""From the database into the index: the job that keeps it up to date, the rebuild and the check."""

from collections.abc import Iterable, Iterator

from flask import current_app
from sqlalchemy import select

from hub import kinds
from hub.db import db
from hub.jobs import handler
from hub.jobs.models import Job
from hub.jobs.queue import Payload
from hub.kinds import Kind
from hub.search.capture import INDEX_JOB
from hub.search.engines import Document, Engine, Key, open_engine

BATCH = 500


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


@handler(INDEX_JOB, batch=100)
def index(payloads: list[Payload]) -> None:
    """Bring the named things up to date in the index; what has no document any more leaves it."""
    wanted: dict[str, set[int]] = {}
    for payload in payloads:
        wanted.setdefault(payload["kind"], set()).update(payload["ids"])
    documents = [d for name, ids in wanted.items() for d in documents_of(kinds.get(name), sorted(ids))]
    there = {document.key for document in documents}
    gone = [(name, i) for name, ids in wanted.items() for i in sorted(ids) if (name, i) not in there]
    engine().replace(documents, gone)


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


def rebuild() -> int:
    """Build a new index beside the live one and swap; the number of documents."""
    return engine().rebuild(all_documents())


def pending() -> set[Key]:
    """What changed and waits for the worker."""
    payloads = db.session.scalars(select(Job.payload).where(Job.name == INDEX_JOB))
    return {(payload["kind"], i) for payload in payloads for i in payload["ids"]}


def differences() -> list[str]:
    """How the index differs from the database, leaving out what waits for the worker."""
    held = dict(engine().fingerprints())
    waiting = pending()
    found = []
    for document in all_documents():
        kept = held.pop(document.key, None)
        if document.key not in waiting and kept != document.fingerprint:
            found.append(f"{document.kind} {document.id}: {'missing from the index' if kept is None else 'out of date'}")
    found += [f"{kind} {i}: should not be in the index" for kind, i in sorted(held) if (kind, i) not in waiting]
    return found
