"""Giving out what the hub holds."""

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from sqlalchemy import Select

from hub.auth.actors import GUEST, SYSTEM
from hub.db import Base, db
from hub.exchange.writing import WRITERS, Row, in_order
from hub.feature import Exchange


def export(exchange: Exchange, form: str, out: IO[bytes], *, everything: bool = False,
           watch: Callable[[Iterable[Row]], Iterable[Row]] = iter) -> None:  # fmt: skip
    """Write what the public may see, or everything, in an order and form that stay the same."""
    actor: Any = SYSTEM if everything else GUEST
    names = list(exchange.schema().fields)
    WRITERS[form](in_order(watch(exchange.rows(actor, everything)), names), names, out)


def in_batches(query: Select[Any], model: type[Base], size: int = 200) -> Iterator[Any]:
    """The things of a query by id. The session forgets each one when the next is asked for: memory stays small."""
    last, ordered = 0, query.order_by(model.id).limit(size)
    while batch := db.session.scalars(ordered.where(model.id > last)).all():
        last = batch[-1].id
        for thing in batch:
            yield thing
            db.session.expunge(thing)
