"""A small browser with cookies and forms, and a client of the API."""

import gzip
import json
import re
from typing import Any
from urllib.parse import urlencode

from benchmarks.load import Answer, Connection, Failed, request

_TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
_COOKIE = re.compile(rb"^set-cookie: ([^=]+)=([^;]*)", re.IGNORECASE | re.MULTILINE)


def text_of(answer: Answer) -> bytes:
    """The body of an answer, unpacked."""
    return gzip.decompress(answer.body) if b"content-encoding: gzip" in answer.head.lower() else answer.body


class Browser:
    """Somebody who looks at pages and sends forms."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, dict[str, str]()

    @property
    def cookie(self) -> str:
        """What goes into the header."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, path: str, **how: Any) -> Answer:
        """Ask for a page; cookies that come are kept."""
        connection = Connection(self.port)
        answer = connection.ask(request(path, cookie=self.cookie, **how))
        connection.close()
        for name, value in _COOKIE.findall(answer.head):
            self.cookies[name.decode()] = value.decode()
        return answer

    def send(self, path: str, **fields: str) -> None:
        """Fill in the form of a page and send it. Raises Failed where it is shown again."""
        token = _TOKEN.search(text_of(self.ask(path)))
        if token is None:
            raise Failed(f"no form at {path}")
        body = urlencode({"csrf_token": token.group(1).decode(), **fields}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.ask(path, method="POST", body=body, headers=headers)
        if answer.status not in (302, 303):
            raise Failed(f"{answer.status} for the form at {path}")


class Api:
    """Calls of the JSON API with a token; "" for none."""

    def __init__(self, port: int, token: str = "") -> None:
        self.port, self.headers = port, {"Authorization": f"Bearer {token}"} if token else {}

    def __call__(self, path: str, method: str = "GET", **body: Any) -> Any:
        """What the API answers, as JSON. Raises Failed."""
        connection = Connection(self.port)
        headers = self.headers | ({"Content-Type": "application/json"} if body else {})
        answer = connection.ask(
            request(
                f"/api/v1{path}",
                method=method,
                headers=headers,
                body=json.dumps(body).encode() if body else b"",
            )
        )
        connection.close()
        if answer.status >= 300:
            raise Failed(f"{answer.status} for {method} {path}: {text_of(answer).decode()[:300]}")
        return json.loads(text_of(answer))
