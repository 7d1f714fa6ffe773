"""Codes of vocabularies on things of any kind: stored as rows, read and written as lists of codes."""

from collections.abc import Iterable
from typing import Any, overload

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from hub.db import Base


class Tagged:
    """Mixin for a model whose code lists are rows of a table of its own, `<table>_tag`.

    class Practice(Tagged, Base):
        __tablename__ = "practice"
        sdgs = CodeList("sdgs")
    """

    __tablename__: str
    tag_model: Any

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "__tablename__" in cls.__dict__:
            cls.tag_model = _tag_model(cls)

    @declared_attr
    def tags(cls) -> Mapped[list[Any]]:
        return relationship(
            lambda: cls.tag_model,
            cascade="all, delete-orphan",
            lazy="selectin",
            order_by=lambda: cls.tag_model.position,
            passive_deletes=True,
        )

    @classmethod
    def tagged(cls, field: str | Iterable[str], codes: Iterable[str]) -> ColumnElement[bool]:
        """Condition: one of these fields holds one of these codes."""
        tag = cls.tag_model
        fields = [field] if isinstance(field, str) else list(field)
        return cls.tags.any(and_(tag.field.in_(fields), tag.code.in_(list(codes))))


def _tag_model(owner: Any) -> Any:
    table = owner.__tablename__
    columns = {
        "__tablename__": f"{table}_tag",
        "__table_args__": (Index(f"ix_{table}_tag_code", "field", "code", "owner_id"),),
        "__annotations__": {
            "owner_id": Mapped[int],
            "field": Mapped[str],
            "code": Mapped[str],
            "position": Mapped[int],
        },
        "owner_id": mapped_column(ForeignKey(f"{table}.id", ondelete="CASCADE"), index=True),
        "field": mapped_column(String(30)),
        "code": mapped_column(String(80)),
        "position": mapped_column(),
    }
    return type(f"{owner.__name__}Tag", (Base,), columns)


class CodeList:
    """A list of codes of a `Tagged` model: reads as a tuple, is replaced as a whole."""

    def __init__(self, field: str) -> None:
        self.field = field

    @overload
    def __get__(self, thing: None, owner: type) -> "CodeList": ...
    @overload
    def __get__(self, thing: Tagged, owner: type) -> tuple[str, ...]: ...
    def __get__(self, thing: Tagged | None, owner: type) -> "CodeList | tuple[str, ...]":
        if thing is None:
            return self
        return tuple(tag.code for tag in thing.tags if tag.field == self.field)

    def __set__(self, thing: Tagged, codes: Iterable[str] | None) -> None:
        wanted = list(codes or ())
        kept = {tag.code: tag for tag in thing.tags if tag.field == self.field and tag.code in wanted}
        others = [tag for tag in thing.tags if tag.field != self.field]
        mine = []
        for position, code in enumerate(wanted):
            tag = kept.get(code) or thing.tag_model(field=self.field, code=code)
            tag.position = position
            mine.append(tag)
        thing.tags[:] = others + mine
