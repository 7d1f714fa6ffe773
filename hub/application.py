"""Flask, able to name addresses outside requests too, where the worker and commands ask for them."""

from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request
from werkzeug.routing import MapAdapter


class Hub(Flask):
    """`url_for` gives a path, or with `_external` a full address: outside requests under HUB_BASE_URL."""

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        return self._outside_requests if request is None else super().create_url_adapter(request)

    @cached_property
    def _outside_requests(self) -> MapAdapter:
        base = urlsplit(self.config["HUB_BASE_URL"])
        return self.url_map.bind(base.netloc, url_scheme=base.scheme)

    def url_for(self, /, endpoint: str, *, _external: bool | None = None, **values: Any) -> str:
        return super().url_for(endpoint, _external=bool(_external), **values)
