"""Times in queries: how long something took, in which month it happened; the same on both databases."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_skeleton
from flask_babel import get_locale
from sqlalchemy import ColumnElement, Float, String, Subquery, case, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from hub.db import UtcDateTime


class seconds_between(FunctionElement[float]):
    """The seconds from one moment to another."""

    type = Float()
    inherit_cache = True


class month_of(FunctionElement[str]):
    """The month of a moment in UTC, such as 2026-05."""

    type = String()
    inherit_cache = True


def _said(element: Any, compiler: Any, **more: Any) -> list[str]:
    return [compiler.process(clause, **more) for clause in element.clauses]


@compiles(seconds_between, "sqlite")
def _seconds_on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    first, last = _said(element, compiler, **more)
    return f"((julianday({last}) - julianday({first})) * 86400)"


@compiles(seconds_between, "postgresql")
def _seconds_on_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    first, last = _said(element, compiler, **more)
    return f"CAST(EXTRACT(EPOCH FROM ({last} - {first})) AS DOUBLE PRECISION)"


@compiles(month_of, "sqlite")
def _month_on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"strftime('%Y-%m', {_said(element, compiler, **more)[0]})"


@compiles(month_of, "postgresql")
def _month_on_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    return f"to_char({_said(element, compiler, **more)[0]} AT TIME ZONE 'UTC', 'YYYY-MM')"


def month_name(month: str) -> str:
    """A month as `month_of` gives it, in words."""
    return str(format_skeleton("yMMMM", date.fromisoformat(f"{month}-01"), locale=get_locale() or "en"))


def moment(at: datetime) -> ColumnElement[datetime]:
    """A moment as a value in a query."""
    return literal(at, UtcDateTime())


def ranked(by: ColumnElement[Any], value: ColumnElement[float], *more: ColumnElement[Any]) -> Subquery:
    """Each value with its place among those of its group, and their number: what percentiles are read from."""
    place = func.row_number().over(partition_by=by, order_by=value).label("place")
    number = func.count().over(partition_by=by).label("number")
    return select(by.label("by"), value.label("value"), place, number, *more).subquery()


def percentile(of: Subquery, percent: int) -> ColumnElement[float]:
    """The smallest value that so many percent of the group do not exceed (nearest rank)."""
    return func.min(case((of.c.place * 100 >= of.c.number * percent, of.c.value)))
