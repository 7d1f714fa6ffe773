"""Where to go after a log-in."""

import re

from flask import url_for

_OWN = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*\Z")
"""A path of ours. Browsers drop tabs and line breaks, then read `//host` and `/\\host` as another site."""


def own_path(asked: str | None) -> str:
    """The path that was asked for, if it leads to this hub and nowhere else; otherwise the home page."""
    return asked if asked and _OWN.match(asked) else url_for("pages.home")
