"""A step of a practice as somebody writes it: the form, who else writes, and where it leads."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from hub.auth.actors import current_actor
from hub.differences import Change, changes
from hub.errors import Invalid
from hub.forms import BoundField, Form
from repository import operations, queries
from repository.completeness import assess
from repository.models import Practice
from repository.operations.drafting import Saved
from repository.schemas import FIELDS, STEPS, PracticeSchema

ORDER = list(STEPS)
_EDITOR = re.compile(r"[0-9a-f]{1,16}")


class Writing:
    """A step, or with `step` None all of a practice at once; without `practice`, a new one.

    `editor` names the form from its first showing on, however often it is sent; `seen` is the version that it
    shows.
    """

    def __init__(self, practice: Practice | None, step: str | None) -> None:
        self.practice, self.step = practice, step
        self.stored: dict[str, Any] = PracticeSchema().dump(practice) if practice else {}
        told = request.form.get("editor", "")
        self.editor = told if _EDITOR.fullmatch(told) else secrets.token_hex(4)
        self.form = Form(PracticeSchema(), self.stored, only=FIELDS[step] if step else (), patient=True)
        self.seen = self.form.seen or (practice.version if practice else 1)
        self.clashes: list[str] = []
        self.compared: list[tuple[Change, list[BoundField]]] = []
        self.undecided = self._read_choices()

    def _read_choices(self) -> list[str]:
        """Where the writer has chosen what somebody else wrote, that stays; the fields on which there is no choice."""
        asked = [name for name in request.form.getlist("clash") if name in self.form.raw]
        for name in asked:
            if self.choice(name) == "theirs":
                self.form.raw[name] = self.stored.get(name)
        return [name for name in asked if not self.choice(name)]

    def choice(self, name: str) -> str:
        """What the writer chose where two had changed the same field: "mine", "theirs", or nothing yet."""
        return request.form.get(f"choice-{name}", "")

    def keep(self, values: dict[str, Any]) -> Saved:
        """Save the values; of a new practice, as its first draft. A script that tells no version has seen all."""
        actor, seen = current_actor(), self.form.seen
        if self.practice is None:
            self.practice, seen = queries.begun(actor, self.editor, values), 1
        if self.practice is None:
            self.practice = operations.create(actor, values, editor=self.editor)
            return Saved(list(values))
        saved = operations.save(actor, self.practice, values, seen=seen, editor=self.editor)
        self.clashes = saved.clashes
        if saved.alone:
            self.seen = self.practice.version
        return saved

    def show_clashes(self, values: Mapping[str, Any]) -> None:
        """Put what is stored now beside what was typed; the form is about the clashing fields alone from here."""
        assert self.practice is not None
        typed, self.stored = self.form.raw, PracticeSchema().dump(self.practice)
        self.form = Form(PracticeSchema(), self.stored, only=tuple(self.clashes), patient=True)
        self.form.raw = {name: typed[name] for name in self.clashes}
        self.seen = self.practice.version
        mine = PracticeSchema().dump({name: values.get(name) for name in self.clashes})
        self.compared = [
            (change, [field for field in self.form.fields if field.name.partition("-")[0] == change.name])
            for change in changes(self.form.schema, self.stored, self.stored | mine)
        ]

    def ask_again(self) -> None:
        """Show what clashed once more, where no choice was made."""
        self.clashes = request.form.getlist("clash")
        self.show_clashes(self.form.load_valid())
        self.form.invalid = Invalid({name: [_("Choose one of the two.")] for name in self.undecided})

    @property
    def next(self) -> str | None:
        """The step after this one."""
        following = ORDER[ORDER.index(self.step) + 1 :] if self.step else []
        return following[0] if following else None

    @property
    def earlier(self) -> str | None:
        """The step before this one."""
        before = ORDER[: ORDER.index(self.step)] if self.step else []
        return before[-1] if before else None

    @property
    def number(self) -> int:
        return ORDER.index(self.step) + 1 if self.step else 0

    @property
    def address(self) -> str:
        """Where the form is sent."""
        if self.practice is None:
            return url_for("repository.new")
        if self.step is None:
            return url_for("repository.edit", slug=self.practice.slug)
        return url_for("repository.edit_step", slug=self.practice.slug, step=self.step)

    @property
    def saves_itself(self) -> bool:
        """Whether half a sentence may be saved: not where others read the text already."""
        return self.step is not None and (self.practice is None or self.practice.is_editable)

    def page(self) -> tuple[str, int]:
        """The form, or what two people have written where they clash."""
        clashing = bool(self.clashes)
        return render_template(
            "repository/clash.html" if clashing else "repository/edit.html",
            writing=self,
            form=self.form,
            practice=self.practice,
            steps=STEPS,
            completeness=assess(self.practice or Practice()),
            documents=self.practice.attachments if self.practice else [],
            link_checks=queries.link_checks(self.practice) if self.practice and not self.next else [],
            may_edit=True,
        ), 409 if clashing else self.form.status
