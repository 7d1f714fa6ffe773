"""Workflows: named steps that lead a thing from state to state. Buttons, API and docs derive from them."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _

from hub.errors import Conflict, Invalid, NotFound
from hub.policy import Actor, can, require


@dataclass(frozen=True)
class Transition:
    """One step. `permission` says whose step it is and does not look at the state: `sources` does that."""

    name: str
    sources: tuple[str, ...]
    target: str
    permission: str
    label: LazyString
    comment_needed: bool = False
    """Whether a reason must be given, because somebody has to be told why."""


@dataclass(frozen=True)
class Workflow:
    """The steps of one kind of thing. `state_of` reads the state that a thing is in."""

    transitions: tuple[Transition, ...]
    state_of: Callable[[Any], str] = attrgetter("status")

    def __getitem__(self, name: str) -> Transition:
        """The step of this name, as an address may give it. Raises NotFound."""
        for step in self.transitions:
            if step.name == name:
                return step
        raise NotFound

    def name_of(self, target: str) -> str:
        """The name of the step that leads to a state; "" where none does."""
        return next((step.name for step in self.transitions if step.target == target), "")

    def open_to(self, actor: Actor, thing: Any) -> list[Transition]:
        """The steps that this person may take now, in the order of the workflow."""
        return [t for t in self.transitions if self._open(t, thing) and can(actor, t.permission, thing)]

    def find(self, actor: Actor, thing: Any, target: str, comment: str | None = None) -> Transition:
        """The step that leads this person's thing to a state; with `comment`, also its reason is asked for.

        Raises Invalid for a state that no step leads to, or where a needed comment is blank, NotFound, NotSignedIn or
        Forbidden where the step is not this person's, and Conflict where it is not open from here.
        """
        steps = [t for t in self.transitions if t.target == target]
        if not steps:
            raise Invalid({"to": [_("No step leads to “%(state)s”.", state=str(target)[:40])]})
        ahead = [t for t in steps if self._open(t, thing)]
        theirs = [t for t in ahead or steps if can(actor, t.permission, thing)]
        if not theirs:
            require(actor, (ahead or steps)[0].permission, thing)
        return self.check(actor, thing, theirs[0], comment)

    def check(self, actor: Actor, thing: Any, step: Transition, comment: str | None = None) -> Transition:
        """The step itself, where this person may take it now; with `comment`, also its reason is asked for.

        Raises like `find`.
        """
        require(actor, step.permission, thing)
        if not self._open(step, thing):
            raise Conflict
        if comment is not None and step.comment_needed and not comment.strip():
            raise Invalid({"comment": [_("Say why: the person concerned reads it.")]})
        return step

    def _open(self, step: Transition, thing: Any) -> bool:
        return self.state_of(thing) in step.sources
