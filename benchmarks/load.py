"""The load generator: HTTP/1.1 over kept connections, written for costing little.

It shares the machine with what it measures, so its own use of the processor is measured and printed.
`http.client` costs several times as much a request as what stands here.
"""

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import NamedTuple

HOST = "127.0.0.1"
TIMEOUT = 60.0
END = b"\r\n\r\n"


class Failed(Exception):
    """The server answered with something else than 200."""


class Answer(NamedTuple):
    """An answer: status, head as sent, body as sent (perhaps compressed)."""

    status: int
    head: bytes
    body: bytes


@dataclass(frozen=True)
class Rate:
    """A throughput: requests per second, and the share of one processor that the generator itself used."""

    per_second: float
    own_share: float


def request(
    path: str,
    *,
    cookie: str = "",
    encoding: str = "gzip",
    method: str = "GET",
    body: bytes = b"",
    headers: dict[str, str] | None = None,
) -> bytes:
    """The bytes of a request."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Accept: text/html,*/*",
        "Accept-Language: en",
        f"Accept-Encoding: {encoding}",
    ]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body:
        lines.append(f"Content-Length: {len(body)}")
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + END + body


class Connection:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._got = b""

    def ask(self, asked: bytes) -> Answer:
        """Send a request and wait for the answer."""
        self.socket.sendall(asked)
        while (answer := self.receive()) is None:
            pass
        return answer

    def receive(self) -> Answer | None:
        """Take what has come; the answer once it is complete. Raises Failed where the server hangs up."""
        some = self.socket.recv(262_144)
        if not some:
            raise Failed("the server closed the connection")
        self._got += some
        end = self._got.find(END)
        if end < 0:
            return None
        head = self._got[:end]
        if len(self._got) < (size := end + len(END) + _length(head)):
            return None
        body, self._got = self._got[end + len(END) : size], self._got[size:]
        return Answer(int(head[9:12]), head, body)

    def close(self) -> None:
        self.socket.close()


def _length(head: bytes) -> int:
    lowered = head.lower()
    start = lowered.find(b"content-length:")
    if start < 0:
        raise Failed("an answer without Content-Length")
    return int(lowered[start + 15 :].split(b"\r\n", 1)[0])


def one_after_another(port: int, asked: Sequence[bytes]) -> list[float]:
    """Milliseconds of each of these requests, over one connection. Raises Failed."""
    connection, times = Connection(port), []
    for one in asked:
        start = time.perf_counter()
        answer = connection.ask(one)
        times.append((time.perf_counter() - start) * 1000)
        if answer.status != 200:
            raise Failed(f"{answer.status} for {one.split(b' ', 2)[1].decode()}")
    connection.close()
    return times


def at_once(port: int, asked: Sequence[bytes], *, connections: int, seconds: float) -> Rate:
    """Ask these requests in turn over several connections, as fast as the server answers. Raises Failed."""
    turn, selector = cycle(asked), selectors.DefaultSelector()
    opened = [_later(port) for _ in range(connections)]
    for connection in opened:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.socket.sendall(next(turn))
    start, own = time.perf_counter(), time.process_time()
    done = sum(_served(selector, turn, start + seconds))
    took, own = time.perf_counter() - start, time.process_time() - own
    for connection in opened:
        connection.close()
    return Rate(done / took, own / took)


def _later(port: int) -> Connection:
    """A connection, opened a moment after the one before: so no worker takes them all because it is awake."""
    time.sleep(0.02)
    return Connection(port)


def _served(selector: selectors.DefaultSelector, turn: Iterator[bytes], end: float) -> Iterator[int]:
    while time.perf_counter() < end:
        for key, _events in selector.select(TIMEOUT):
            answer = key.data.receive()
            if answer is not None:
                if answer.status != 200:
                    raise Failed(f"{answer.status} under load")
                key.data.socket.sendall(next(turn))
                yield 1


def at(times: Sequence[float], share: float) -> float:
    """The time that this share of the requests stayed under."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]
