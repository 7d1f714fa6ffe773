"""An export as the answer to a request, sent while it is made."""

from collections.abc import Sequence
from itertools import chain

from flask import Response, stream_with_context

from hub import clock
from hub.exchange.writing import WRITERS, About, Rows, in_order

FORMS = {"csv": "CSV", "xlsx": "XLSX", "jsonl": "JSON Lines"}
"""The forms as people know them."""

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl",
}


def send_rows(name: str, form: str, rows: Rows, names: Sequence[str], about: About = ()) -> Response:
    """The rows as a file to be saved. What goes wrong before the first of them is told as an error, not in the file."""
    pieces = WRITERS[form](in_order(rows, names), names, about)
    first = next(pieces, b"")
    response = Response(stream_with_context(chain([first], pieces)), content_type=MEDIA_TYPES[form])
    filename = f"{name}-{clock.now().date().isoformat()}.{form}"
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response
