"""Style and script: fingerprinted addresses, kept by browsers for a year, answers compressed."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for
from flask_compress import Compress

from hub.feature import style_of

compress = Compress()
YEAR = 31_536_000


@cache
def _fingerprint(path: Path, _modified: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _keep_for_a_year(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args:
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


def init_app(app: Flask) -> None:
    folder = Path(str(app.static_folder))

    def static_url(filename: str) -> str:
        """The address of a static file, which changes with its content."""
        path = folder / filename
        return url_for("static", filename=filename, v=_fingerprint(path, path.stat().st_mtime))

    compress.init_app(app)
    compress.compress_mimetypes_set |= {"text/csv", "application/jsonl"}
    app.after_request(_keep_for_a_year)
    app.jinja_env.globals["static_url"] = static_url
    app.jinja_env.globals["feature_style"] = lambda: style_of(app, request.blueprint)
