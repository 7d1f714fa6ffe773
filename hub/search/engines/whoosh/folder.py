"""The engine's folder: which index is live, who may write, and what a killed process left behind.

    live            the name of the folder that holds the live index
    index-<name>/   an index in Whoosh's format; all but the live one are leftovers or being built
    write.lock      held while writing to the live index, or swapping it
    rebuild.lock    held while a new index is built
    meanwhile       what was written to the live index while a new one was being built

Locks belong to the operating system: they end with the process that holds them.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.util.filelock import FileLock, try_for

from hub.search.engines.base import EngineBusy
from hub.search.engines.whoosh.fields import FORMAT, SCHEMA

_PREFIX = "index-"


class Folder:
    """Finds, makes and swaps indexes under one path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.meanwhile = path / "meanwhile"

    @contextmanager
    def locked(self, name: str, wait: float) -> Iterator[None]:
        """Hold a lock, or raise EngineBusy when it does not come free within `wait` seconds."""
        lock = FileLock(str(self.path / f"{name}.lock"))
        if not try_for(lock.acquire, timeout=wait, delay=0.02):
            raise EngineBusy(f"the search index is locked ({name}) by another process; try again later")
        try:
            yield
        finally:
            lock.release()

    def is_locked(self, name: str) -> bool:
        try:
            with self.locked(name, wait=0):
                return False
        except EngineBusy:
            return True

    @property
    def live(self) -> str | None:
        """The name of the live index; None before the first one was made."""
        try:
            return (self.path / "live").read_text()
        except FileNotFoundError:
            return None

    @staticmethod
    def is_readable(name: str) -> bool:
        """Whether an index has the format of this version of the hub."""
        return name.startswith(f"{_PREFIX}{FORMAT}-")

    def create(self) -> str:
        """A new empty index, not live yet; returns its name."""
        name = f"{_PREFIX}{FORMAT}-{token_hex(8)}"
        (self.path / name).mkdir()
        FileIndex.create(self.storage(name), SCHEMA)
        return name

    def swap(self, name: str) -> None:
        """Make `name` the live index. Readers of the former one keep their open files."""
        temporary = self.path / f"live.{name}"
        temporary.write_text(name)
        temporary.replace(self.path / "live")

    def storage(self, name: str) -> FileStorage:
        return FileStorage(str(self.path / name))

    def remove_torn_commits(self, name: str) -> None:
        """Delete what a process killed while committing left; Whoosh clears away the rest itself."""
        for path in (self.path / name).glob("_MAIN_*.toc.*"):
            path.unlink(missing_ok=True)

    def generation(self, name: str) -> int:
        """The number of the last commit; -1 where there is no index."""
        try:
            return int(TOC._latest_generation(self.storage(name), "MAIN"))
        except FileNotFoundError:
            return -1

    def remove_leftovers(self) -> None:
        """Delete indexes that are not live. Only for the holder of the lock for rebuilding."""
        live = self.live
        for path in self.path.iterdir():
            if path.name.startswith("live."):
                path.unlink(missing_ok=True)
            elif path.name.startswith(_PREFIX) and path.name != live:
                shutil.rmtree(path, ignore_errors=True)
        self.meanwhile.unlink(missing_ok=True)
