"""Steps that could not be taken: why, what others have changed meanwhile, and what was typed."""

from typing import Any

from flask import render_template, url_for

from hub.auth.actors import current_actor
from hub.differences import said
from hub.errors import Conflict
from hub.forms import Form
from hub.paper.proposing import FieldProblem, told
from hub.policy import can
from repository.models import Practice
from repository.operations.merging import changed_since, said_by
from repository.schemas import PracticeSchema


def home_of(practice: Practice) -> str:
    """The page from which this actor leads the practice."""
    endpoint = "repository.desk" if can(current_actor(), "practice.decide", practice) else "repository.follow"
    return url_for(endpoint, slug=practice.slug)


def refused(practice: Practice, form: Form, conflict: Conflict | None = None) -> tuple[str, int]:
    """What a step lacks, with the form to try again; with `conflict`, the step is not open, so what was typed alone."""
    others = FieldProblem("", "", str(conflict or form.overtaken))
    return render_template(
        "repository/refused.html",
        practice=practice,
        form=form,
        lacking=told(PracticeSchema(), form.invalid) if form.invalid else [others],
        title=None if form.invalid else Conflict.title(),
        may_retry=conflict is None,
        typed_words=_words(form.raw) if conflict else [],
        changed=changed_meanwhile(practice, form),
        back=home_of(practice),
    ), 409 if conflict else form.status


def changed_meanwhile(practice: Practice, form: Form) -> list[tuple[str, str]]:
    """What others have changed since the form was opened: the labels of the fields, and what stands there now."""
    if form.overtaken is None or form.seen is None:
        return []
    fields, present = PracticeSchema().fields, said_by(practice)
    names = changed_since(current_actor(), practice, form.seen)
    return [(str(fields[name].metadata["label"]), said(fields[name], present[name])) for name in names]


def _words(raw: dict[str, Any]) -> list[str]:
    """All that somebody has written in a form of a decision."""
    points = [point.get("text") for point in raw.get("points") or []]
    return [words for words in (*points, raw.get("comment"), raw.get("letter")) if words]
