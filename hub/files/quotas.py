"""How much may be attached: to one thing, and by one person on one day."""

from dataclasses import dataclass
from datetime import timedelta

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
    today = _today(actor)
    return Room(there[0], there[1], today.files if today else 0, today.size if today else 0)


def _today(actor: Actor) -> UploadDay | None:
    mine = (UploadDay.user_id == actor.id, UploadDay.day == clock.now().date())
    return db.session.scalar(select(UploadDay).where(*mine)) if actor.id is not None else None


def spend(actor: Actor, size: int) -> None:
    """Note that this person attaches a file; part of the running transaction."""
    if actor.id is None or _add_to_today(actor.id, size):
        return
    today = clock.now().date()
    db.session.execute(delete(UploadDay).where(UploadDay.day < today - REMEMBERED))
    try:
        with db.session.begin_nested():
            db.session.execute(insert(UploadDay).values(user_id=actor.id, day=today, files=1, size=size))
    except IntegrityError:  # another upload has just begun the day
        _add_to_today(actor.id, size)


def _add_to_today(user_id: int, size: int) -> bool:
    """Whether the day had begun already."""
    mine = (UploadDay.user_id == user_id, UploadDay.day == clock.now().date())
    more = {"files": UploadDay.files + 1, "size": UploadDay.size + size}
    return db.session.execute(update(UploadDay).where(*mine).values(more)).rowcount > 0  # type: ignore[attr-defined]
