"""Permissions by name. Features add theirs with `permit`; `docs/permissions.md` is printed from them."""

from typing import Any, TypeVar

from sqlalchemy import Select, select

from hub import kinds
from hub.errors import Forbidden, NotFound, NotSignedIn
from hub.policy.rules import Actor, Rule

T = TypeVar("T")

PERMISSIONS: dict[str, Rule] = {}


def permit(name: str, rule: Rule) -> None:
    """Give a permission its rule."""
    PERMISSIONS[name] = rule


def can(actor: Actor, permission: str, thing: Any = None) -> bool:
    """Whether the actor may do this, to this thing."""
    return PERMISSIONS[permission].allows(actor, thing)


def require(actor: Actor, permission: str, thing: Any = None) -> None:
    """Refuse with the least telling answer: what a person may not open does not exist for them.

    Raises NotFound, NotSignedIn or Forbidden.
    """
    if can(actor, permission, thing):
        return
    kind = kinds.of(thing) if thing is not None else None
    if kind and not can(actor, kind.permission, thing):
        raise NotFound
    raise NotSignedIn if actor.is_guest else Forbidden


def opened(actor: Actor, thing: T | None) -> T:
    """A thing of a kind, where it is there and the actor may open it. Raises NotFound."""
    kind: Any = kinds.of(thing) if thing is not None else None  # type: ignore[arg-type]
    if thing is None or not can(actor, kind.permission, thing):
        raise NotFound
    return thing


def visible(actor: Actor, model: type, permission: str) -> Select[Any]:
    """A query for the rows of a model that the actor has this permission on."""
    return select(model).where(PERMISSIONS[permission].filter(actor))


def readable(actor: Actor, kind: str) -> Select[Any]:
    """A query for the things of a kind that the actor may open."""
    return visible(actor, kinds.get(kind).model, kinds.get(kind).permission)


def explain(permission: str) -> str:
    """The rule in words."""
    return str(PERMISSIONS[permission])
