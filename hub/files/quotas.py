"""How much may be attached: to one thing, and by one person on one day."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from hub import clock, kinds
from hub.db import Base, db
from hub.errors import Invalid
from hub.files.models import StoredFile, UploadDay
from hub.policy import Actor

MEGABYTE = 1024 * 1024
MAX_BYTES = 25 * MEGABYTE
"""Of one file."""
MAX_FILES, MAX_TOTAL = 20, 100 * MEGABYTE
"""On one thing."""
MAX_FILES_A_DAY, MAX_BYTES_A_DAY = 100, 250 * MEGABYTE
"""By one person."""
REMEMBERED = timedelta(days=7)


@dataclass(frozen=True)
class Room:
    """What a thing holds, and what its reader has attached today."""

    files: int
    size: int
    files_today: int
    size_today: int

    @property
    def files_left(self) -> int:
        return max(0, min(MAX_FILES - self.files, MAX_FILES_A_DAY - self.files_today))

    @property
    def size_left(self) -> int:
        """Bytes that the next file may have."""
        return max(0, min(MAX_BYTES, MAX_TOTAL - self.size, MAX_BYTES_A_DAY - self.size_today))

    def require(self, size: int) -> None:
        """Raise Invalid, with what is left, where a file of this size finds no room."""
        if reason := self._lack_of_files() or self._lack_of_space(size):
            raise Invalid({"file": [reason]})

    def _lack_of_files(self) -> str:
        if self.files >= MAX_FILES:
            return ngettext(
                "There is %(num)d document already. Remove it first.",
                "There are %(num)d documents already. Remove one first.",
                self.files,
            )
        if self.files_today >= MAX_FILES_A_DAY:
            return ngettext(
                "You have attached %(num)d document today. Go on tomorrow.",
                "You have attached %(num)d documents today. Go on tomorrow.",
                self.files_today,
            )
        return ""

    def _lack_of_space(self, size: int) -> str:
        if self.size + size > MAX_TOTAL:
            return _(
                "The documents may have %(most)s MB together; %(left)s MB are left, and this one has %(size)s MB. "
                "Make it smaller, or remove another.",
                most=megabytes(MAX_TOTAL), left=megabytes(MAX_TOTAL - self.size), size=megabytes(size),
            )  # fmt: skip
        if self.size_today + size > MAX_BYTES_A_DAY:
            return _(
                "You may attach %(most)s MB a day; %(left)s MB are left today, and this document has %(size)s MB. "
                "Go on tomorrow.",
                most=megabytes(MAX_BYTES_A_DAY), left=megabytes(MAX_BYTES_A_DAY - self.size_today),
                size=megabytes(size),
            )  # fmt: skip
        return ""


def megabytes(size: int) -> str:
    """A number of bytes in MB, as people read it."""
    return str(format_decimal(round(size / MEGABYTE, 1)))


def room_for(actor: Actor, thing: Base) -> Room:
    """The room on a thing for what this person attaches."""
    kind = kinds.of(thing)
    assert kind is not None, "files belong to things of a kind"
    mine = (StoredFile.kind == kind.name, StoredFile.thing_id == thing.id)
    there = db.session.execute(select(func.count(), func.coalesce(func.sum(StoredFile.size), 0)).where(*mine)).one()
    return Room(there[0], there[1], *_used(actor.id, clock.now().date()))


def _used(user_id: int | None, day: date) -> tuple[int, int]:
    """Files and bytes of a day, read anew."""
    mine = (UploadDay.user_id == user_id, UploadDay.day == day)
    found = db.session.execute(select(UploadDay.files, UploadDay.size).where(*mine)).one_or_none()
    return (found.files, found.size) if found else (0, 0)


def spend(actor: Actor, size: int) -> None:
    """Note that this person attaches a file; part of the running transaction.

    Raises Invalid where others of their uploads, which end at the same moment, have taken what was left of the day.
    """
    if actor.id is None:
        return
    day = clock.now().date()
    _begin(actor.id, day)
    if not _add(actor.id, day, size):
        Room(0, 0, *_used(actor.id, day)).require(size)


def _begin(user_id: int, day: date) -> None:
    if db.session.scalar(select(UploadDay.id).where(UploadDay.user_id == user_id, UploadDay.day == day)):
        return
    db.session.execute(delete(UploadDay).where(UploadDay.day < day - REMEMBERED))
    with suppress(IntegrityError), db.session.begin_nested():  # another upload may just begin the day
        db.session.execute(insert(UploadDay).values(user_id=user_id, day=day))


def _add(user_id: int, day: date, size: int) -> bool:
    """Whether there was room: asked and taken in one statement, since each upload sees only those that have ended."""
    room = (UploadDay.files < MAX_FILES_A_DAY, UploadDay.size + size <= MAX_BYTES_A_DAY)
    more = {"files": UploadDay.files + 1, "size": UploadDay.size + size}
    added = update(UploadDay).where(UploadDay.user_id == user_id, UploadDay.day == day, *room).values(more)
    return db.session.execute(added.execution_options(synchronize_session=False)).rowcount > 0  # type: ignore[attr-defined]
