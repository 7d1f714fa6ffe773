"""Each address says who may come; what says nothing is closed.

A view carries `@public`, `@signed_in` or `@access("permission")` below its route decorator.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

from hub import policy
from hub.auth.actors import current_actor
from hub.errors import Forbidden, NotSignedIn

F = TypeVar("F", bound=Callable[..., Any])

PUBLIC = "public"
SIGNED_IN = "signed in"


def access(permission: str) -> Callable[[F], F]:
    """Open a view to those who hold the permission (asked without an object)."""

    def mark(view: F) -> F:
        view.access = permission  # type: ignore[attr-defined]
        return view

    return mark


public = access(PUBLIC)
signed_in = access(SIGNED_IN)


def declared_access(endpoint: str) -> str | None:
    """What the view behind an endpoint declares, or None."""
    return getattr(current_app.view_functions.get(endpoint), "access", None)


def check() -> None:
    """Refuse the request unless its view is open to the actor."""
    if request.endpoint is None or request.endpoint == "static" or request.method == "OPTIONS":
        return  # OPTIONS tells the methods of an address, nothing else
    declared = declared_access(request.endpoint)
    if declared == PUBLIC:
        return
    actor = current_actor()
    if actor.is_guest:
        raise NotSignedIn
    if declared is None or (declared != SIGNED_IN and not policy.can(actor, declared)):
        raise Forbidden


def init_app(app: Flask) -> None:
    app.before_request(check)
