"""A practice on paper: the form that ministries clear, and what they wrote into it."""

from typing import Any

from flask import current_app, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from hub import clock
from hub.paper.keys import note_of
from hub.paper.proposing import Proposal, propose
from hub.paper.word.filled import Filled, read_filled
from hub.paper.word.form import Form, write_form
from hub.paper.word.reading_copy import Copy, write_copy
from repository.models import Practice
from repository.schemas import PUBLIC_TEXT, PracticeSchema

NEW = "new"
"""Stands for the practice in the document of one that is still to come."""


def write_document(practice: Practice | None) -> bytes:
    """The form with the answers that there are, for those who follow the practice; empty for a new one."""
    values: dict[str, Any] = dict(PracticeSchema().dump(practice)) if practice else {}
    today = format_date(clock.now(), "long")
    form = Form(
        schema=PracticeSchema(),
        values=values,
        title=values.get("title") or _("A new practice"),
        subtitle=_("For the Repository of Practices of the Migration Network Hub, as of %(day)s", day=today),
        how_to=_how_to(),
        note=note_of(practice.slug if practice else NEW, practice.version if practice else 0),
        base=current_app.config["HUB_BASE_URL"],
        text_language=values.get("language") or "",
    )
    return write_form(form)


def _how_to() -> list[str]:
    return [
        _(
            "Write in the column “Your answer”, in whichever language the practice is told. Bold, lists, headings, "
            "tables and links are kept; what you leave as it is, or delete as a whole row, does not change."
        ),
        _("Leave the small print in square brackets where it is: by it the hub recognizes each field."),
        _(
            "When the text is cleared, upload the document where you downloaded it. You then see each change word by "
            "word, and nothing is saved before you confirm."
        ),
    ]


def write_text(practice: Practice) -> bytes:
    """The practice to read on paper, for whoever may open its page: without the contact person."""
    address = url_for("repository.show", slug=practice.slug, _external=True)
    copy = Copy(
        schema=PUBLIC_TEXT,
        values=PUBLIC_TEXT.dump(practice),
        title=practice.title or _("Untitled draft"),
        subtitle=_("From the Repository of Practices of the Migration Network Hub: %(address)s", address=address),
        base=current_app.config["HUB_BASE_URL"],
        text_language=practice.language or "",
    )
    return write_copy(copy)


def file_name(practice: Practice | None) -> str:
    """What the document is called when it is downloaded."""
    return f"practice-{practice.slug if practice else NEW}.docx"


def read_document(practice: Practice | None, content: bytes, name: str = "") -> tuple[Filled, Proposal]:
    """What a document says, and what it would change. Raises Invalid for `file`."""
    schema = PracticeSchema()
    filled = read_filled(schema, content, name, current_app.config["HUB_BASE_URL"])
    proposal = propose(schema, schema.dump(practice) if practice else {}, filled.answers)
    proposal.problems = filled.problems + proposal.problems
    return filled, proposal
