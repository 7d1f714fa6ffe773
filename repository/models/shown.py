"""What the secretariat writes for everybody, and shows when it is ready: calls and collections."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

DRAFT, PUBLISHED = "draft", "published"


class Shown:
    """`status` says whether everybody may read it (PUBLISHED), or the secretariat alone (DRAFT)."""

    status: Mapped[str] = mapped_column(String(10), default=DRAFT)

    @property
    def is_public(self) -> bool:
        return self.status == PUBLISHED
