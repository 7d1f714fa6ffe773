"""Giving out what the hub holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from hub.auth.actors import GUEST, SYSTEM
from hub.db import Base, db
from hub.exchange.writing import WRITERS, Row, in_order
from hub.feature import Exchange

BATCH = 200


def export(exchange: Exchange, form: str, out: IO[bytes], *, everything: bool = False,
           watch: Callable[[Iterable[Row]], Iterable[Row]] = iter) -> None:  # fmt: skip
    """Write what the public may see, or everything, in an order and form that stay the same."""
    actor: Any = SYSTEM if everything else GUEST
    names = list(exchange.schema().fields)
    for piece in WRITERS[form](in_order(watch(exchange.rows(actor, everything)), names), names, ()):
        out.write(piece)


def in_batches(query: Select[Any], model: type[Base], size: int = BATCH) -> Iterator[Any]:
    """The things of a query by id. The session forgets each one when the next is asked for: memory stays small."""
    last, ordered = 0, query.order_by(None).order_by(model.id).limit(size)
    while batch := db.session.scalars(ordered.where(model.id > last)).all():
        last = batch[-1].id
        for thing in batch:
            yield thing
            db.session.expunge(thing)


def for_slow_readers(query: Select[Any], model: type[Base], size: int = BATCH) -> Iterator[Any]:
    """The things of a query by id, with what is loaded along with them and nothing else.

    No transaction stays open while they are handed out, however long that takes: each batch is read in a session
    of its own.
    """
    last, ordered = 0, query.order_by(None).order_by(model.id).limit(size)
    while batch := _read(ordered.where(model.id > last)):
        yield from batch
        last = batch[-1].id


def _read(query: Select[Any]) -> Sequence[Any]:
    with Session(db.engine) as session:
        return session.scalars(query).all()
