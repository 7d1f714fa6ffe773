"""One question to one number: the head of the answer, and nothing of its body."""

import socket
import ssl
import time
from typing import NamedTuple

from hub.outgoing.addresses import IPAddress

CONNECT_SECONDS = 5.0
MOST_BYTES = 16 * 1024
WHO = "Migration-Network-Hub-Link-Check/1.0"
_CHUNK = 4096
_END = b"\r\n\r\n"


class Head(NamedTuple):
    """The status of an answer, and where it sends its reader."""

    status: int
    location: str


def ask(number: IPAddress, port: int, host: str, path: str, *, encrypted: bool, end: float) -> Head:
    """Ask for a path; `end` is when to stop, on the clock of `time.monotonic`. Raises OSError where nobody answers."""
    family = socket.AF_INET if number.version == 4 else socket.AF_INET6
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.settimeout(min(CONNECT_SECONDS, _left(end)))
        line.connect((str(number), port))
        if not encrypted:
            return _talk(line, host, path, end)
        line.settimeout(_left(end))
        with _context().wrap_socket(line, server_hostname=host) as secret:
            return _talk(secret, host, path, end)


def _context() -> ssl.SSLContext:
    """Whether the certificate is good is for readers' browsers to judge, which know how to complete a chain; here
    nothing is told to the host and nothing of its answer is kept."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _left(end: float) -> float:
    """The seconds that are left. Raises TimeoutError, which is an OSError."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _talk(line: socket.socket, host: str, path: str, end: float) -> Head:
    name = f"[{host}]" if ":" in host else host
    question = f"GET {path} HTTP/1.1\r\nHost: {name}\r\nUser-Agent: {WHO}\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    line.sendall(question.encode("ascii"))
    head = b""
    while _END not in head and len(head) < MOST_BYTES:
        line.settimeout(_left(end))
        chunk = line.recv(_CHUNK)
        if not chunk:
            break
        head += chunk
    return _read(head.partition(_END)[0])


def _read(head: bytes) -> Head:
    """The head of an answer. Raises OSError for what is none."""
    first, *lines = head.decode("latin-1").split("\r\n")
    version, _space, rest = first.partition(" ")
    if not version.startswith("HTTP/") or not rest[:3].isdigit():
        raise ConnectionError("no answer of the web")
    headers = (line.partition(":") for line in lines)
    locations = [value.strip() for name, _colon, value in headers if name.strip().lower() == "location"]
    return Head(int(rest[:3]), locations[0] if locations else "")
