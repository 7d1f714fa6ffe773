"""Programs that write through the API without pause, and remember what the hub acknowledged."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import Any

from benchmarks.load import HOST

PRACTICE = {"practice_type": "project", "language": "en", "scope": "national", "countries": ["TZ"]}


class Refused(Exception):
    """The hub answered with an error."""


@dataclass
class Ledger:
    """What was acknowledged: titles of practices, texts of posts, and the last edit of each edited practice."""

    practices: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    edits: dict[str, int] = field(default_factory=dict)
    acknowledged: int = 0
    unanswered: int = 0
    """Attempts that met nobody, or somebody who died before the answer."""
    errors: list[str] = field(default_factory=list)
    """Answers that were errors."""


class Writer(threading.Thread):
    """One program: begins practices, edits the one of its own, and answers in a thread, in turn."""

    def __init__(self, name: str, port: int, token: str, thread_id: int, ledger: Ledger) -> None:
        super().__init__(name=name, daemon=True)
        self.port, self.token, self.thread_id, self.ledger = port, token, thread_id, ledger
        self.stop = threading.Event()
        self.own = ""

    def run(self) -> None:
        deeds = (self._begin, self._edit, self._answer)
        for n in count(1):
            if self.stop.is_set():
                return
            try:
                deeds[n % len(deeds)](n)
            except (OSError, HTTPException):
                self.ledger.unanswered += 1
                time.sleep(0.2)
            except Refused as error:
                self.ledger.errors.append(str(error))

    def _begin(self, n: int) -> None:
        title = f"Practice {n} of {self.name}"
        self._send("POST", "/practices", PRACTICE | {"title": title})
        self.ledger.practices.add(title)

    def _edit(self, n: int) -> None:
        """Each edit raises a number, so that a lost one shows; one that nobody acknowledged may have happened."""
        title = f"The practice that {self.name} edits"
        if not self.own:
            self.own = self._send("POST", "/practices", PRACTICE | {"title": title})["slug"]
        self._send("PATCH", f"/practices/{self.own}", {"summary": str(n)})
        self.ledger.edits[title] = n

    def _answer(self, n: int) -> None:
        body = f"Post {n} of {self.name}"
        self._send("POST", f"/threads/{self.thread_id}/posts", {"body": body})
        self.ledger.posts.add(body)

    def _send(self, method: str, path: str, values: dict[str, Any]) -> dict[str, Any]:
        """The answer of the hub. Raises OSError or HTTPException where none came, Refused for an error."""
        connection = HTTPConnection(HOST, self.port, timeout=20)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            connection.request(method, f"/api/v1{path}", json.dumps(values), headers)
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        if response.status not in (200, 201):
            raise Refused(f"{method} {path}: {response.status} {text[:200]!r}")
        self.ledger.acknowledged += 1
        told: dict[str, Any] = json.loads(text)
        return told
