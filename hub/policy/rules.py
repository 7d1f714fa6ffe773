"""The words that rules are made of. Each can be asked about one object (`allows`) and turned into a
condition on a query (`filter`); `tests/hub/test_policy.py` holds the two together."""

from collections.abc import Callable
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlalchemy.orm import InstrumentedAttribute


class Actor(Protocol):
    """Whoever acts: a user, or a guest (whose id is None and whose role is empty)."""

    @property
    def id(self) -> int | None: ...
    @property
    def role(self) -> str: ...
    @property
    def is_guest(self) -> bool: ...


class Rule:
    """A condition on an actor and an object."""

    words = ""

    def allows(self, actor: Actor, thing: Any) -> bool:
        raise NotImplementedError

    def filter(self, actor: Actor) -> ColumnElement[bool]:
        raise NotImplementedError

    def __or__(self, other: "Rule") -> "Rule":
        return _Any(self, other)

    def __and__(self, other: "Rule") -> "Rule":
        return _All(self, other)

    def __str__(self) -> str:
        return self.words


class _Any(Rule):
    def __init__(self, *rules: Rule) -> None:
        self.rules = rules
        self.words = " or ".join(f"({rule})" if isinstance(rule, _All) else str(rule) for rule in rules)

    def allows(self, actor: Actor, thing: Any) -> bool:
        return any(rule.allows(actor, thing) for rule in self.rules)

    def filter(self, actor: Actor) -> ColumnElement[bool]:
        return or_(*(rule.filter(actor) for rule in self.rules))


class _All(Rule):
    def __init__(self, *rules: Rule) -> None:
        self.rules = rules
        self.words = " and ".join(f"({rule})" if isinstance(rule, _Any) else str(rule) for rule in rules)

    def allows(self, actor: Actor, thing: Any) -> bool:
        return all(rule.allows(actor, thing) for rule in self.rules)

    def filter(self, actor: Actor) -> ColumnElement[bool]:
        return and_(*(rule.filter(actor) for rule in self.rules))


class _OfActor(Rule):
    """A rule that looks at the actor alone."""

    def holds(self, actor: Actor) -> bool:
        raise NotImplementedError

    def allows(self, actor: Actor, thing: Any) -> bool:
        return self.holds(actor)

    def filter(self, actor: Actor) -> ColumnElement[bool]:
        return true() if self.holds(actor) else false()


class Anyone(_OfActor):
    words = "anyone"

    def holds(self, actor: Actor) -> bool:
        return True


class Nobody(_OfActor):
    words = "nobody"

    def holds(self, actor: Actor) -> bool:
        return False


class SignedIn(_OfActor):
    words = "anyone signed in"

    def holds(self, actor: Actor) -> bool:
        return not actor.is_guest


class Role(_OfActor):
    """The actor holds one of these roles."""

    def __init__(self, *roles: str) -> None:
        self.roles = frozenset(roles)
        self.words = " or ".join(
            f"a {role.replace('_', ' ')}" if role != "secretariat" else "the secretariat" for role in roles
        )

    def holds(self, actor: Actor) -> bool:
        return actor.role in self.roles


class Where(Rule):
    """A column of the object has one of these values."""

    def __init__(self, column: InstrumentedAttribute[Any], *values: Any) -> None:
        self.column, self.values = column, values
        self.words = f"{column.key.replace('_', ' ')} is {' / '.join(str(v).replace('_', ' ') for v in values)}"

    def allows(self, actor: Actor, thing: Any) -> bool:
        return getattr(thing, self.column.key) in self.values

    def filter(self, actor: Actor) -> ColumnElement[bool]:
        return self.column.in_(self.values)


class Mine(Rule):
    """A column of the object holds the actor's id."""

    def __init__(self, column: InstrumentedAttribute[Any], words: str) -> None:
        self.column, self.words = column, words

    def allows(self, actor: Actor, thing: Any) -> bool:
        return actor.id is not None and getattr(thing, self.column.key) == actor.id

    def filter(self, actor: Actor) -> ColumnElement[bool]:
        return false() if actor.id is None else self.column == actor.id


class Related(Rule):
    """A rule of its own: `one` for an object, `many` as the same condition on a query."""

    def __init__(
        self,
        words: str,
        one: Callable[[Actor, Any], bool],
        many: Callable[[Actor], ColumnElement[bool]],
    ) -> None:
        self.words, self.one, self.many = words, one, many

    def allows(self, actor: Actor, thing: Any) -> bool:
        return self.one(actor, thing)

    def filter(self, actor: Actor) -> ColumnElement[bool]:
        return self.many(actor)
