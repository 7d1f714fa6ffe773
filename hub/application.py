"""Flask, able to name addresses outside requests too, where the worker and commands ask for them."""

from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request
from werkzeug.routing import IntegerConverter, MapAdapter


class RowNumber(IntegerConverter):
    """`<int:…>` in an address: a number that the tables could hold; a longer one is the address of nothing."""

    regex = r"\d{1,9}"


class Hub(Flask):
    """`url_for` gives a path, or with `_external` a full address: outside requests under HUB_BASE_URL."""

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name)
        self.url_map.converters["int"] = RowNumber

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        return self._outside_requests if request is None else super().create_url_adapter(request)

    @cached_property
    def _outside_requests(self) -> MapAdapter:
        base = urlsplit(self.config["HUB_BASE_URL"])
        return self.url_map.bind(base.netloc, url_scheme=base.scheme)

    def url_for(self, /, endpoint: str, *, _external: bool | None = None, **values: Any) -> str:
        return super().url_for(endpoint, _external=bool(_external), **values)
