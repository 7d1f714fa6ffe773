"""The tables of attached files. The bytes lie in the data folder, named by their digest."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base, Timestamped, public_id


class StoredFile(Timestamped, Base):
    """A file on a thing. Who may open the thing may download the file."""

    __tablename__ = "stored_file"
    __table_args__ = (Index("ix_stored_file_thing", "kind", "thing_id"),)

    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=public_id)
    kind: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    uploader_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class UploadDay(Base):
    """How much somebody has attached on a day (UTC); taking files off again gives nothing back."""

    __tablename__ = "upload_day"
    __table_args__ = (UniqueConstraint("user_id", "day"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    day: Mapped[date]
    files: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    """In bytes."""
