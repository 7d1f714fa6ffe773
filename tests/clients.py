"""A test client that can be anybody."""

from typing import Any

from flask import current_app, g
from flask.testing import FlaskClient

from hub.auth.models import User
from hub.auth.sessions import start_session
from hub.db import transaction


class HubClient(FlaskClient):
    """Flask's test client, with a way to sign in that needs no password."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request. It shares the test's application context, so what earlier ones left in `g` has to go."""
        g.__dict__.clear()
        kwargs.setdefault("buffered", True)  # an answer that is sent while it is made ends before the next one begins
        return super().open(*args, **kwargs)

    def as_(self, user: User | None) -> "HubClient":
        """A new client signed in as this person (None: a guest). Cookies of this one stay untouched."""
        client = current_app.test_client()
        if user is not None:
            with transaction():
                token = start_session(user)
            with client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = token, True
        return client  # type: ignore[return-value]

    def api(self, token: str) -> "ApiClient":
        """The API with a bearer token."""
        return ApiClient(self, token)


class ApiClient:
    """Calls of the JSON API with a token ("" for none)."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client, self.headers = client, {"Authorization": f"Bearer {token}"} if token else {}

    def __getattr__(self, method: str) -> Any:
        def call(path: str, **kwargs: Any) -> Any:
            return getattr(self.client, method)(f"/api/v1{path}", headers=self.headers, **kwargs)

        return call
