"""One page of a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy import Select, func, select

from hub.db import db
from hub.error_pages import wants_problem
from hub.errors import Invalid, NotFound
from hub.forms import row_number

MAX_PAGE = 100_000
MAX_PER_PAGE = 100


def here(query: Mapping[str, list[str]], *, external: bool = False) -> str:
    """The address of this page with another query, of any names (`url_for` has its own)."""
    return with_query(url_for(str(request.endpoint), **(request.view_args or {}), _external=external), query)


def with_query(path: str, query: Mapping[str, list[str]]) -> str:
    """An address with a query of any names."""
    return f"{path}?{urlencode(query, doseq=True)}" if any(query.values()) else path


@dataclass(frozen=True)
class Page:
    """The items of one page, and what links to the others need to know."""

    items: list[Any]
    total: int
    number: int
    per_page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    def url(self, number: int, *, external: bool = False) -> str:
        """The address of another page of the same list, all other parameters kept."""
        return here(request.args.to_dict(flat=False) | {"page": [str(number)]}, external=external)

    @property
    def prev_url(self) -> str | None:
        return self.url(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        return self.url(self.number + 1) if self.number < self.pages else None

    @property
    def links(self) -> list[tuple[int, str, bool]]:
        """The first, the last and the pages around this one: (number, address, is this one)."""
        near = {1, self.pages, *range(max(1, self.number - 2), min(self.pages, self.number + 2) + 1)}
        return [(n, self.url(n), n == self.number) for n in sorted(near)]


def asked_page() -> int:
    """The page number of the request; for what is no page number, raises Invalid to programs, NotFound to people."""
    text = request.args.get("page") or "1"
    if (number := _whole(text, MAX_PAGE)) is None:
        if wants_problem():
            raise Invalid({"page": [_("Give a whole number from %(first)d to %(last)d.", first=1, last=MAX_PAGE)]})
        raise NotFound
    return number


def asked_per_page(default: int = 20) -> int:
    """The API's `per_page`, from 1 to 100; raises Invalid."""
    text = request.args.get("per_page") or str(default)
    if (number := _whole(text, MAX_PER_PAGE)) is None:
        message = _("Give a whole number from %(first)d to %(last)d.", first=1, last=MAX_PER_PAGE)
        raise Invalid({"per_page": [message]})
    return number


def _whole(text: str, last: int) -> int | None:
    """The number that a text says, from 1 to `last`; None for anything else."""
    number = row_number(text)
    return number if number and number <= last else None


def paginate(query: Select[Any], *, per_page: int = 20, total: int | None = None) -> Page:
    """The asked page of a query. `total` saves the count where the caller knows it."""
    number = asked_page()
    if total is None:
        counted = query.order_by(None).options().with_only_columns(func.count(), maintain_column_froms=True)
        total = db.session.scalar(select(counted.scalar_subquery())) or 0
    items = db.session.scalars(query.limit(per_page).offset((number - 1) * per_page)).unique().all()
    return Page(list(items), total, number, per_page)
