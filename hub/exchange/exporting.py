"""Giving out what the hub holds."""

from collections.abc import Callable, Iterable
from typing import IO, Any

from hub.auth.actors import GUEST, SYSTEM
from hub.exchange.writing import WRITERS, Row, in_order
from hub.feature import Exchange


def export(exchange: Exchange, form: str, out: IO[bytes], *, everything: bool = False,
           watch: Callable[[Iterable[Row]], Iterable[Row]] = iter) -> None:  # fmt: skip
    """Write what the public may see, or everything, in an order and form that stay the same."""
    actor: Any = SYSTEM if everything else GUEST
    names = list(exchange.schema().fields)
    WRITERS[form](in_order(watch(exchange.rows(actor, everything)), names), names, out)
