"""Where the bytes of files lie: in the data folder, named by their digest, so that the same are kept once."""

import hashlib
import os
import shutil
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import IO

from flask import current_app
from sqlalchemy import exists, select

from hub import clock
from hub.atomic import replacing
from hub.db import db
from hub.files.models import StoredFile
from hub.files.recognizing import chunks_of
from hub.jobs import enqueue_at, handler
from hub.jobs.queue import Payload

SWEEP_JOB = "files.sweep"
GRACE = timedelta(minutes=1)
"""How long bytes that nothing names stay: they may be of an upload that is just being written down."""
UNFINISHED = timedelta(hours=1)
"""How long an upload may take, from its bytes to what names them."""


def path_of(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    folder: Path = current_app.config["HUB_DATA_DIR"] / "files" / digest[:2]
    return folder / digest


def digest_of(stream: IO[bytes]) -> str:
    """The name under which a content is stored."""
    sha256 = hashlib.sha256()
    for chunk in chunks_of(stream):
        sha256.update(chunk)
    return sha256.hexdigest()


def keep(stream: IO[bytes], digest: str) -> None:
    """Store a content under its digest, complete or not at all."""
    path = path_of(digest)
    if path.exists():
        os.utime(path)  # so that the sweeper leaves it
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    stream.seek(0)
    with replacing(path) as file:
        shutil.copyfileobj(stream, file)


def sweep_later(digest: str, after: timedelta = GRACE) -> None:
    """Have the bytes removed some time after the running transaction, if nothing names them then."""
    enqueue_at(clock.now() + after, SWEEP_JOB, digest=digest)


@handler(SWEEP_JOB, batch=100)
def sweep(payloads: list[Payload]) -> None:
    """Remove bytes that no file names any more, and what a killed process had written of them."""
    for payload in payloads:
        path, is_named = path_of(payload["digest"]), exists().where(StoredFile.digest == payload["digest"])
        for part in path.parent.glob(f".{path.name}.*"):
            _remove_old(part)
        if not db.session.scalar(select(is_named)):
            _remove_old(path)


def _remove_old(path: Path) -> None:
    with suppress(FileNotFoundError):
        if time.time() - path.stat().st_mtime > GRACE.total_seconds() / 2:
            path.unlink()
