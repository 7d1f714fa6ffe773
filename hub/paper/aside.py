"""Files put aside until somebody decides on them: for whoever sent them alone, and for an hour.

They lie in the data folder. What was made of a file takes its place, so that the same page can be opened again.
"""

import json
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from flask import current_app

from hub.atomic import replacing
from hub.auth.models import User

SECONDS = 3600
MOST = 5
"""Files that one person may have waiting; the oldest goes."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}\Z")


def put_aside(owner: User, content: bytes) -> str:
    """Keep a file; the token under which its owner finds it again."""
    _folder().mkdir(parents=True, exist_ok=True)
    _clear(owner)
    token = secrets.token_urlsafe(16)
    with replacing(_path(owner, token, "file"), private=True) as file:
        file.write(content)
    return token


def waiting(owner: User, token: str) -> bytes | None:
    """The file that waits; None where it is decided on, forgotten, or somebody else's."""
    return _read(owner, token, "file")


def outcome(owner: User, token: str) -> Any | None:
    """What was made of the file, as `decided` was given it; None where nothing was."""
    found = _read(owner, token, "outcome")
    return json.loads(found) if found else None


@contextmanager
def deciding(owner: User, token: str) -> Iterator[bytes | None]:
    """The file, for whoever asks first: the second of two clicks gets None.

    If the block fails before anything was made of the file, it waits on.
    """
    path, taken = _path(owner, token, "file"), _path(owner, token, "taken")
    content = _read(owner, token, "file")
    try:
        path.rename(taken)
    except FileNotFoundError:
        yield None
        return
    try:
        yield content
    finally:
        if outcome(owner, token) is None:
            with suppress(FileNotFoundError):  # its hour has ended meanwhile
                taken.rename(path)
        else:
            taken.unlink(missing_ok=True)


def decided(owner: User, token: str, result: Any) -> None:
    """Keep what was made of a file."""
    with replacing(_path(owner, token, "outcome"), private=True) as file:
        file.write(json.dumps(result).encode())


def _folder() -> Path:
    folder: Path = current_app.config["HUB_DATA_DIR"] / "aside"
    return folder


def _path(owner: User, token: str, state: str) -> Path:
    """Where a file lies; a token that is none of ours names nothing."""
    name = token if _TOKEN.match(token) else "none"
    return _folder() / f"{owner.id}-{name}.{state}"


def _read(owner: User, token: str, state: str) -> bytes | None:
    path = _path(owner, token, state)
    try:
        return path.read_bytes() if path.stat().st_mtime > time.time() - SECONDS else None
    except FileNotFoundError:
        return None


def _clear(owner: User) -> None:
    """Delete what is old, and what one person has too much of. Others take and delete files meanwhile."""
    own: list[tuple[float, Path]] = []
    for path in _folder().iterdir():
        with suppress(FileNotFoundError):
            put = path.stat().st_mtime
            if put < time.time() - SECONDS:
                path.unlink()
            elif path.match(f"{owner.id}-*.file"):
                own.append((put, path))
    for _put, path in sorted(own)[: -(MOST - 1)]:
        path.unlink(missing_ok=True)
