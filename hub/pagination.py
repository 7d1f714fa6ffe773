"""One page of a list."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from sqlalchemy import Select, func, select

from hub.db import db
from hub.errors import Invalid, NotFound

MAX_PAGE = 100_000


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
        query = request.args.to_dict(flat=False) | {"page": [str(number)]}
        return url_for(str(request.endpoint), **(request.view_args or {}), **query, _external=external)

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
    """The page number of the request; raises NotFound for what is no page number."""
    text = request.args.get("page", "1")
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= MAX_PAGE:
        raise NotFound
    return int(text)


def asked_per_page(default: int = 20) -> int:
    """The API's `per_page`, from 1 to 100; raises Invalid."""
    text = request.args.get("per_page", str(default))
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= 100:
        raise Invalid({"per_page": ["A whole number from 1 to 100."]})
    return int(text)


def paginate(query: Select[Any], *, per_page: int = 20, total: int | None = None) -> Page:
    """The asked page of a query. `total` saves the count where the caller knows it."""
    number = asked_page()
    if total is None:
        counted = query.order_by(None).options().with_only_columns(func.count(), maintain_column_froms=True)
        total = db.session.scalar(select(counted.scalar_subquery())) or 0
    items = db.session.scalars(query.limit(per_page).offset((number - 1) * per_page)).unique().all()
    return Page(list(items), total, number, per_page)
