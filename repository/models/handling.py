"""Who of the secretariat handles a practice."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.auth.models import User
from hub.db import Base, Timestamped


class Handling(Timestamped, Base):
    """A practice in somebody's hands; where there is no row, it is in the hands of whoever comes first.

    Apart from the practice, so that giving it to a colleague is no change that its authors have to notice.
    """

    __tablename__ = "practice_handling"

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), unique=True)
    handler_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    handler: Mapped[User] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}
