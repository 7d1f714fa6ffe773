"""Files that are made for one person, sent to be saved."""

from flask import Response

from hub.paper.packages import Package


def send_document(content: bytes, name: str, package: Package) -> Response:
    """An office document as a download. Nobody keeps it on the way: it holds what only its reader may see."""
    response = Response(content, content_type=package.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
