"""Flask, able to name addresses outside requests too, where the worker and commands ask for them."""

from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict, iter_multi_items
from werkzeug.routing import IntegerConverter, MapAdapter


class RowNumber(IntegerConverter):
    """`<int:…>` in an address: a number that the tables could hold; a longer one is the address of nothing."""

    regex = r"\d{1,9}"


class Sent(ImmutableMultiDict[str, Any]):
    """What a form says, without NUL: no text of ours holds it, and PostgreSQL does not even look for it."""

    def __init__(self, sent: Any = None) -> None:
        super().__init__([(_without_nul(name), _without_nul(value)) for name, value in iter_multi_items(sent or ())])


def _without_nul(sent: Any) -> Any:
    return sent.replace("\0", "") if isinstance(sent, str) else sent  # a file is none


class HubRequest(Request):
    """A request whose texts can be kept and looked for.

    In the query of an address, NUL and what is no UTF-8 become U+FFFD, which is the name of nothing: a filter that
    cannot be read finds nothing, and is not as good as none.
    """

    parameter_storage_class = Sent

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query_string = self.query_string.decode(errors="replace").replace("%00", "%EF%BF%BD").encode()


class Hub(Flask):
    """`url_for` gives a path, or with `_external` a full address under HUB_BASE_URL.

    Whoever asks says in the header `Host` what the hub is called; that is believed only where no HUB_BASE_URL is set.
    """

    request_class = HubRequest

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name)
        self.url_map.converters["int"] = RowNumber

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        if request is None:
            return self._outside_requests
        adapter = super().create_url_adapter(request)
        if adapter is not None and self.config["IS_BASE_URL_SET"]:
            known = self._outside_requests
            adapter.server_name, adapter.url_scheme = known.server_name, known.url_scheme
        return adapter

    @cached_property
    def _outside_requests(self) -> MapAdapter:
        base = urlsplit(self.config["HUB_BASE_URL"])
        return self.url_map.bind(base.netloc, url_scheme=base.scheme)

    def url_for(self, /, endpoint: str, *, _external: bool | None = None, **values: Any) -> str:
        return super().url_for(endpoint, _external=bool(_external), **values)
