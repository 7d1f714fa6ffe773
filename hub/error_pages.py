"""Every error as a page for people and as a problem (RFC 9457) for programs. Nobody sees a traceback."""

import logging
import re
import uuid
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, json, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from hub.auth.redirects import own_path
from hub.db import db
from hub.errors import Conflict, Gone, HubError, NotFound, NotSignedIn

log = logging.getLogger(__name__)

Answer = Response | tuple[Any, int] | tuple[Any, int, dict[str, str]]


MANUAL = "/api/v1/docs"
LONG_ENOUGH = 10
"""Characters from which on it is a pity to type a text again."""
NOT_TYPED = frozenset({"csrf_token", "version", "editor", "next", "here", "values"})
"""Fields of forms that nobody fills."""
_SECRET = re.compile(r"password|token|secret", re.IGNORECASE)


def wants_problem() -> bool:
    """Whether the request came from a program. The manual of the API is read by people."""
    return request.path.startswith("/api/") and not request.path.startswith(MANUAL)


def wants_json() -> bool:
    """Whether a script of our own pages asks, which reads the answer itself."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def problem(status: int, title: str, detail: str, **members: Any) -> Response:
    """An RFC 9457 answer."""
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.path,
        **members,
    }
    return Response(json.dumps(body), status=status, content_type="application/problem+json")


def page(status: int, title: str, message: str) -> tuple[str, int]:
    """The error page; without the site's frame if even that fails."""
    return render_template(
        "errors/error.html",
        status=status,
        title=title,
        message=message,
        links=_way_back(status),
        typed=typed(),
        request_id=g.get("request_id", ""),
    ), status


def _way_back(status: int) -> list[tuple[str, str]]:
    """To the page of ours that a form was sent from, where it can be looked at again."""
    came = urlsplit(request.referrer or "")
    if request.method != "POST" or status >= 500 or came.netloc != request.host:
        return []
    path = own_path(came._replace(scheme="", netloc="").geturl())
    if status == NotSignedIn.status:
        return [(_("Log in, then go on where you were"), url_for("auth.login", next=path))]
    return [(_("Open the page that you came from again"), path)]


def typed() -> str:
    """The longer texts of a form that could not be taken, to be copied; never what logs somebody in."""
    if request.blueprint == "auth":
        return ""
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:  # a form that cannot be read, or that is too large to be
        return ""
    texts = [value for name, value in sent if name not in NOT_TYPED and not _SECRET.search(name)]
    return "\n\n".join(text for text in texts if len(text) >= LONG_ENOUGH)


def answer(status: int, title: str, message: str, **members: Any) -> Answer:
    """The error in the form that the caller reads."""
    if wants_problem() or wants_json():
        return problem(status, title, message, **members)
    return page(status, title, message)


def _hub_error(error: HubError) -> Answer:
    db.session.rollback()
    if isinstance(error, NotSignedIn) and not wants_problem() and request.method == "GET":
        return redirect(url_for("auth.login", next=request.full_path.rstrip("?")))  # type: ignore[return-value]
    response = answer(error.status, error.title(), str(error), **error.members())
    if isinstance(error, NotSignedIn) and isinstance(response, Response):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _http_error(error: HTTPException) -> Answer:
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]
    titles = {
        400: (_("The hub could not read this request"), _("Go back, check what was sent, and try again.")),
        404: (NotFound.title(), NotFound.default_message()),
        405: (
            _("This address does not take this kind of request"),
            _("Use the buttons and links of the page."),
        ),
        410: (Gone.title(), ""),
        413: (
            _("This is too large"),
            _(
                "A file may have up to 25 MB, and the text of a form 1 MB. Nothing was saved. Make the file smaller, "
                "for example by smaller pictures in it, or publish it elsewhere and give the link."
            ),
        ),
        415: (_("The hub cannot read this format"), _("Send JSON with the content type application/json.")),
        429: (_("Too many attempts in a short time"), _("Wait a minute, then try again. Nothing is lost.")),
    }
    title, message = titles.get(status, titles[400] if status < 500 else (HubError.title(), HubError.default_message()))
    response = answer(status, title, message)
    if isinstance(response, Response):
        response.headers.extend([(k, v) for k, v in error.get_headers() if k in ("Allow", "Retry-After")])
    return response


def _csrf_error(_error: CSRFError) -> Answer:
    return answer(
        400,
        _("This form has been open for too long, or was sent from elsewhere"),
        _(
            "Nothing was saved. Copy what you typed, open the page again, log in if it asks you to, and send it once "
            "more."
        ),
    )


def _stale(error: StaleDataError | IntegrityError) -> Answer:
    """Two people wrote the same row at once: the database let one of them through."""
    db.session.rollback()
    log.warning("request %s lost a race: %s", g.get("request_id"), error)
    return answer(409, Conflict.title(), Conflict.default_message())


def _busy(error: OperationalError) -> Answer:
    """The database does not answer, or somebody holds its lock for too long."""
    db.session.rollback()
    log.error("request %s: the database is not available", g.get("request_id"), exc_info=error)
    return answer(503, _("The hub is very busy"), _("Wait a minute and try again. What you sent was not saved."))


def _unexpected(error: Exception) -> Answer:
    db.session.rollback()
    log.error("request %s failed", g.get("request_id"), exc_info=error)
    return answer(500, HubError.title(), HubError.default_message(), request_id=g.get("request_id"))


def _number_request() -> None:
    g.request_id = uuid.uuid4().hex[:12]


def init_app(app: Flask) -> None:
    app.before_request(_number_request)
    app.register_error_handler(HubError, _hub_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(IntegrityError, _stale)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _unexpected)
