"""A collection of practices, chosen by the secretariat."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, Timestamped
from repository.models.practice import Practice
from repository.models.shown import Shown


class CollectionItem(Base):
    """A practice in a collection, with what the curator says of it."""

    __tablename__ = "practice_collection_item"
    __table_args__ = (UniqueConstraint("collection_id", "practice_id"),)

    collection_id: Mapped[int] = mapped_column(ForeignKey("practice_collection.id", ondelete="CASCADE"))
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    sentence: Mapped[str | None] = mapped_column(String(400))

    collection: Mapped["Collection"] = relationship(back_populates="items")
    practice: Mapped[Practice] = relationship()


class Collection(Shown, Timestamped, Base):
    """Practices in an order, with an introduction. `status` says whether it is shown.

    Readers see only those of its practices that are public (`repository.queries.collections.shown`).
    """

    __tablename__ = "practice_collection"
    __table_args__ = (Index("ix_practice_collection_status", "status"),)

    slug: Mapped[str] = mapped_column(String(120), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    introduction: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")
    """The introduction, rendered."""
    published_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    items: Mapped[list[CollectionItem]] = relationship(
        back_populates="collection", order_by=CollectionItem.position, cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}
