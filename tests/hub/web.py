"""A web server of our own on this machine, for what the hub asks others."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from hub.outgoing import Reach


@dataclass
class Web:
    """Where it answers, what it was asked, and who may ask it."""

    port: int
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def reach(self) -> Reach:
        """Loopback alone, at this port: what no hub in service may ask."""
        return Reach(frozenset({self.port}), lambda number: number.is_loopback)


def _handler(web: Web) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.path, dict(self.headers)))
            getattr(self, f"_{self.path.partition('?')[0].strip('/').split('/')[0]}", self._status)()

        def _status(self) -> None:
            """/404 answers with 404, and so on."""
            self._head(int(self.path.strip("/")))

        def _head(self, status: int, **headers: str) -> None:
            self.send_response(status)
            for name, value in ({"Set-Cookie": "a=b"} | headers).items():
                self.send_header(name, value)
            self.end_headers()

        def _ok(self) -> None:
            self._head(200)

        def _to(self) -> None:
            """/to/<address> leads there."""
            self._head(302, Location=self.path.removeprefix("/to/"))

        def _around(self) -> None:
            self._head(302, Location="/around")

        def _endless(self) -> None:
            """An answer whose head never ends, a line at a time."""
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                self.wfile.write(b"X-More: more\r\n")
                self.wfile.flush()
                time.sleep(0.05)

        def _large(self) -> None:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-More: more\r\n" * 100_000 + b"\r\n")

        def _nonsense(self) -> None:
            self.wfile.write(b"220 mail.example.org ready\r\n\r\n")

        def log_message(self, *_args: Any) -> None:
            pass

    return Handler


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args: Any) -> None:
        """Those who hang up are expected."""


@contextmanager
def serving() -> Iterator[Web]:
    """The server, as long as it runs."""
    web = Web(0)
    with _Quiet(("127.0.0.1", 0), _handler(web)) as server:
        web.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield web
        server.shutdown()
        thread.join()
