"""The tables of accounts."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, and_, or_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub import clock
from hub.db import Base, Timestamped

ROLES = ("member", "focal_point", "reviewer", "moderator", "secretariat")
UN = "un-entity"


class User(Timestamped, Base):
    """A person with an account. No `UserMixin` of Flask-Login: for it, all whose sessions are unknown are equal."""

    __tablename__ = "user_account"

    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20), default="member", index=True)
    category: Mapped[str | None] = mapped_column(String(40))
    organization: Mapped[str | None] = mapped_column(String(200))
    country: Mapped[str | None] = mapped_column(String(2))
    language: Mapped[str | None] = mapped_column(String(2))
    confirmed_at: Mapped[datetime | None]
    suspended_until: Mapped[datetime | None]

    is_guest = False
    is_authenticated = True
    session_token = ""
    """The token of the session that this request came with."""

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the token of one session, so that it can be revoked alone."""
        return self.session_token

    @property
    def is_un(self) -> bool:
        """Whether the person works for an entity of the United Nations."""
        return self.category == UN

    @hybrid_property
    def is_active(self) -> bool:
        """Whether the person may sign in: the address is confirmed and no suspension runs. Also a condition in SQL."""
        return self.confirmed_at is not None and (self.suspended_until is None or self.suspended_until <= clock.now())

    @is_active.inplace.expression
    @classmethod
    def _is_active(cls) -> ColumnElement[bool]:
        not_suspended = or_(cls.suspended_until.is_(None), cls.suspended_until <= clock.now())
        return and_(cls.confirmed_at.is_not(None), not_suspended)


class UserSession(Base):
    """One signed-in browser. The cookie holds the token, the table only its digest."""

    __tablename__ = "user_session"

    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str] = mapped_column(String(80), default="")
    """Which browser on which system, so that people recognise it in the list of their sessions."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    user: Mapped[User] = relationship(lazy="joined")


class ApiToken(Base):
    """A key to the API. Only its digest is kept."""

    __tablename__ = "api_token"

    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    scope: Mapped[str] = mapped_column(String(10))
    label: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    user: Mapped[User] = relationship(lazy="joined")
