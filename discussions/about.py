"""What a discussion is about: something of another feature, known here only by its reference."""

from typing import Any, NamedTuple

from flask import request

from hub import kinds
from hub.auth.actors import current_actor
from hub.errors import NotFound
from hub.kinds import Ref
from hub.policy import Actor, can


class About(NamedTuple):
    """Something of the hub that is discussed: its names for the hub and for programs, and where it is."""

    ref: Ref
    public_id: str
    title: str
    url: str


def described(actor: Actor, ref: Ref | None) -> About | None:
    """A thing in words, where the actor may open it."""
    thing: Any = kinds.resolve(ref) if ref else None
    if ref is None or thing is None or not can(actor, kinds.get(ref.kind).permission, thing):
        return None
    kind = kinds.get(ref.kind)
    return About(ref, kind.public_id(thing), kind.title(thing), kind.url(thing))


def asked_about() -> About | None:
    """What `?about=practice:12` names. Raises NotFound where the actor may not open it."""
    name, _colon, number = request.args.get("about", "").partition(":")
    if not name:
        return None
    known = name in {kind.name for kind in kinds.all_kinds()} and number.isascii() and number.isdigit()
    found = described(current_actor(), Ref(name, int(number))) if known and len(number) < 10 else None
    if found is None:
        raise NotFound
    return found
