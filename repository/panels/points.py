"""Points to change, in the form in which the authors change the text."""

from flask import render_template

from repository import queries
from repository.models import Practice
from repository.schemas import STEP_OF, PracticeSchema


def beside_step(practice: Practice, step: str | None) -> str:
    """Beside a step of the form: what was asked about its fields, and about the practice as a whole."""
    if practice.status != "changes_requested":
        return ""
    points = [
        point
        for point in queries.points(practice, practice.round)
        if not point.field or step in (None, STEP_OF.get(point.field))
    ]
    labels = {name: field.metadata["label"] for name, field in PracticeSchema().fields.items()}
    return render_template("repository/_step_points.html", practice=practice, points=points, labels=labels)
