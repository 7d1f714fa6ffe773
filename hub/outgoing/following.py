"""Following an address, redirect by redirect, to the answer at its end."""

import time
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from hub.outgoing.addresses import PUBLIC_WEB, Reach, literal, resolve
from hub.outgoing.asking import Head, ask

SECONDS = 15.0
"""For all of it, apart from looking up names."""
MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:=&?~#+!$,;'@()*[]"


class NotFollowed(Exception):
    """An address that the hub asks nobody about: it says itself that it is not on the public web."""


class Unreachable(Exception):
    """Nobody answered, or not in time, or the address led elsewhere without end, or nowhere that is public."""


def follow(url: str, *, reach: Reach = PUBLIC_WEB) -> int:
    """The HTTP status at the end of the way. Raises NotFollowed and Unreachable."""
    end = time.monotonic() + SECONDS
    for hop in range(MOST_REDIRECTS + 1):
        try:
            parts, port = _checked(url, reach)
        except NotFollowed as error:
            if hop == 0:
                raise
            raise Unreachable from error  # where a redirect leads is not for its follower to learn
        head = _first_answer(parts, port, reach, end)
        if head.status not in _REDIRECTS or not head.location:
            return head.status
        url = _led_to(url, head.location)
    raise Unreachable


def _led_to(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise Unreachable from error


def _checked(url: str, reach: Reach) -> tuple[SplitResult, int]:
    """An address that may be on the public web, as far as one can see. Raises NotFollowed."""
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT_PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise NotFollowed from error
    host = parts.hostname or ""
    number = literal(host)
    is_wrong = not host or port not in reach.ports or (number is not None and not reach.allows(number))
    if is_wrong or parts.username is not None or parts.password is not None:
        raise NotFollowed
    return parts, port


def _first_answer(parts: SplitResult, port: int, reach: Reach, end: float) -> Head:
    """Ask the numbers behind the name that may be asked, until one answers."""
    try:
        host = (parts.hostname or "").encode("idna").decode()
        numbers = [number for number in resolve(host, port) if reach.allows(number)]
    except (OSError, ValueError) as error:  # such as a name that no name can be
        raise Unreachable from error
    for number in numbers:
        try:
            return ask(number, port, host, _path(parts), encrypted=parts.scheme == "https", end=end)
        except (OSError, ValueError):
            continue
    raise Unreachable


def _path(parts: SplitResult) -> str:
    """What is asked for, in the letters that may travel; the part behind # stays here."""
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe=_SAFE)
