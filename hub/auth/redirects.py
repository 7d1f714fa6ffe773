"""Where to go after a log-in."""

import re

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

_OWN = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*\Z")
"""A path of ours. Browsers drop tabs and line breaks, then read `//host` and `/\\host` as another site."""


def own_path(asked: str | None) -> str:
    """The path that was asked for, if it leads to this hub and nowhere else; otherwise the home page."""
    return asked if asked and _OWN.match(asked) else url_for("pages.home")


def endpoint_of(path: str) -> str:
    """What answers at a path of ours, "" where nothing does. It tells nothing of whether there is such a thing."""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    try:
        endpoint, _arguments = adapter.match(path.partition("?")[0].partition("#")[0], method="GET")
    except HTTPException:
        return ""
    return str(endpoint)
