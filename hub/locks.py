"""Locks between processes of one machine. They belong to the operating system: they end with their holder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class FileLock:
    """A lock that one process holds at a time; the file names it. A child must not use its parent's lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def take(self, *, wait: bool = False) -> bool:
        """Take the lock; without `wait`, say False where somebody else holds it."""
        file = self.path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return True

    def give_back(self) -> None:
        """Let the next one take it."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def is_held(self) -> bool:
        """Whether some process holds it."""
        if not self.take():
            return True
        self.give_back()
        return False


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait for the lock and hold it for the length of the block."""
    lock = FileLock(path)
    lock.take(wait=True)
    try:
        yield
    finally:
        lock.give_back()
