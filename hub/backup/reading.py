"""Reading an archive that may be damaged, or made by somebody who means harm."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from hub.backup.archive import MANIFEST, SECRET_KEY, Manifest, TableEntry, Unusable, decode, member_of

CHUNK = 1024 * 1024
MAX_MANIFEST = 64 * 1024 * 1024
MAX_LINE = 64 * 1024 * 1024
MAX_KEY = 10_000
MAX_RATIO = 250
"""Rows of a real table shrink to a twentieth or so; what shrinks more than this is a bomb."""
_FILE = re.compile(r"files/[0-9a-f]{64}\Z")


class Archive:
    """An archive that has been opened; `check` has to come before anything else."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._zip = file
        self.manifest = Manifest.load(self._read_small(MANIFEST, MAX_MANIFEST))

    def check(self) -> None:
        """Look at every byte. Raises Unusable."""
        self._check_names()
        for name, member in self.manifest.members.items():
            info = self._zip.getinfo(name)
            if info.file_size != member.size or info.file_size > max(CHUNK, info.compress_size * MAX_RATIO):
                raise Unusable(f"{name} does not have the size that the manifest says, or unpacks to far too much.")
            if self._digest(name, member.size) != member.sha256:
                raise Unusable(f"{name} is damaged: its checksum is another one.")
            if name.startswith("files/") and name != f"files/{member.sha256}":
                raise Unusable(f"{name} does not have the content that its name says.")
        for table, entry in self.manifest.tables.items():
            if sum(1 for _row in self.rows(table)) != entry.rows:
                raise Unusable(f"{member_of(table)} does not have {entry.rows} rows.")

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table."""
        entry: TableEntry = self.manifest.tables[table]
        with self._open(member_of(table)) as file:
            number = 0
            while line := file.readline(MAX_LINE):
                number += 1
                try:
                    yield decode(line, entry.columns)
                except (ValueError, TypeError, RecursionError) as error:
                    raise Unusable(f"{member_of(table)}, line {number}: this is no row of the table.") from error

    def digests(self) -> list[str]:
        """The names of the attached files."""
        return [name.removeprefix("files/") for name in self.manifest.members if name.startswith("files/")]

    def copy_file(self, digest: str, target: IO[bytes]) -> None:
        """Write the bytes of an attached file."""
        with self._open(f"files/{digest}") as source:
            while chunk := source.read(CHUNK):
                target.write(chunk)

    def secret_key(self) -> bytes | None:
        """The key that the hub signs with, if the archive holds it."""
        return self._read_small(SECRET_KEY, MAX_KEY) if SECRET_KEY in self.manifest.members else None

    def _check_names(self) -> None:
        names = self._zip.namelist()
        if sorted(names) != sorted({MANIFEST, *self.manifest.members}):
            raise Unusable("The archive does not hold what its manifest says.")
        tables = {member_of(table) for table in self.manifest.tables}
        if missing := sorted(tables - set(names)):
            raise Unusable(f"{missing[0]} is missing in the archive.")
        for name in self.manifest.members:
            if name not in tables and name != SECRET_KEY and not _FILE.match(name):
                raise Unusable(f"The archive holds something that is no part of a backup: {name[:80]!r}.")

    def _digest(self, name: str, size: int) -> str:
        digest, left = hashlib.sha256(), size
        with self._open(name) as file:
            while chunk := file.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Unusable(f"{name} is longer than the archive says.")
                digest.update(chunk)
        return digest.hexdigest()

    def _read_small(self, name: str, limit: int) -> bytes:
        with self._open(name) as file:
            text = file.read(limit + 1)
        if len(text) > limit:
            raise Unusable(f"{name} is too large.")
        return text

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._zip.open(name) as file:
                yield file
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Unusable(f"{name} cannot be read from the archive ({error}).") from error


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive. Raises Unusable."""
    try:
        file = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unusable(f"{path.name} is not an archive of `hub backup` ({error}).") from error
    with file:
        yield Archive(file)
