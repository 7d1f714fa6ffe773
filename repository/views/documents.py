"""A practice on paper: download the form, bring it back, confirm what it changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from hub.auth.actors import current_actor
from hub.errors import Invalid, Overtaken
from hub.forms import Upload, row_number
from hub.guard import public, signed_in
from hub.paper.packages import MAX_BYTES, WORD
from hub.paper.proposing import FieldProblem, Proposal, told, weigh
from hub.paper.word.filled import Filled
from hub.policy import require
from hub.security import limiter
from repository import operations, queries
from repository.exchange.documents import NEW, file_name, read_document, write_document, write_text
from repository.exchange.downloads import send_document
from repository.models import Practice
from repository.queries import past
from repository.schemas import PracticeSchema
from repository.views.blueprint import bp


@bp.get("/new/document.docx", defaults={"slug": NEW})
@bp.get("/<slug>/document.docx")
@signed_in
def document_file(slug: str) -> Response:
    """The form to clear on paper."""
    practice = _practice(slug, "practice.follow")
    return send_document(write_document(practice), file_name(practice), WORD)


@bp.get("/<slug>/practice.docx")
@public
@limiter.limit("30/minute")
def text_file(slug: str) -> Response:
    """A practice to read on paper, for whoever may open its page."""
    practice = queries.practice(current_actor(), slug)
    return send_document(write_text(practice), f"{practice.slug}.docx", WORD)


@bp.get("/new/document", defaults={"slug": NEW})
@bp.get("/<slug>/document")
@signed_in
def document(slug: str) -> str:
    """Where the form is downloaded and brought back."""
    return render_template("repository/document.html", practice=_practice(slug, "practice.edit"), form=Upload())


@bp.post("/new/document", defaults={"slug": NEW})
@bp.post("/<slug>/document")
@signed_in
@limiter.limit("20/minute")
def upload_document(slug: str) -> ResponseReturnValue:
    """Show what an edited form would change."""
    practice, form = _practice(slug, "practice.edit"), Upload()
    with form.catching():
        name, content = form.read(MAX_BYTES)
        filled, proposal = read_document(practice, content, name)
        return _confirm(practice, Confirmation(proposal, _notices(practice, filled)))
    return render_template("repository/document.html", practice=practice, form=form), form.status


@bp.post("/new/document/changes", defaults={"slug": NEW})
@bp.post("/<slug>/document/changes")
@signed_in
def take_changes(slug: str) -> ResponseReturnValue:
    """Take the changes that are ticked."""
    practice, values = _practice(slug, "practice.edit"), _carried()
    taken = [name for name in request.form.getlist("take") if name in values]
    saved = PracticeSchema().dump(practice) if practice else {}
    confirmation = Confirmation(weigh(PracticeSchema(), saved, values), taken=taken)
    try:
        if taken:
            practice = _take(practice, saved, {name: values[name] for name in taken})
        flash(_("The changes are saved.") if taken else _("Nothing was taken over."), "success")
        return redirect(url_for("repository.follow", slug=practice.slug) if practice else url_for("repository.mine"))
    except Overtaken as error:
        present = PracticeSchema().dump(practice) if practice else {}
        confirmation = Confirmation(weigh(PracticeSchema(), present, values), taken=taken, overtaken=error)
    except Invalid as error:
        confirmation.refused = told(PracticeSchema(), error)
    return _confirm(practice, confirmation)


@dataclass
class Confirmation:
    """The page that asks which changes to take. `taken` are the fields that are ticked; None ticks what nobody else
    has changed."""

    proposal: Proposal
    notices: list[str] = field(default_factory=list)
    taken: list[str] | None = None
    overtaken: Overtaken | None = None
    refused: list[FieldProblem] = field(default_factory=list)

    def is_ticked(self, name: str) -> bool:
        return name in self.taken if self.taken is not None else name not in self.proposal.also_changed

    @property
    def carried(self) -> str:
        """The new values, as the form brings them back."""
        return json.dumps(self.proposal.values, ensure_ascii=False)

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """(id, label, message) for the summary on top."""
        return [
            (f"change-{p.name}" if p.name in self.proposal.values else "", p.label, p.message) for p in self.refused
        ]

    @property
    def status(self) -> int:
        return 409 if self.overtaken else 422 if self.refused else 200


def _practice(slug: str, permission: str) -> Practice | None:
    """The practice of an address, for those who have the permission; None for one that is still to come."""
    if slug == NEW:
        return None
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), permission, practice)
    return practice


def _confirm(practice: Practice | None, confirmation: Confirmation) -> ResponseReturnValue:
    page = render_template("repository/document_changes.html", practice=practice, form=confirmation)
    return page, confirmation.status


def _notices(practice: Practice | None, filled: Filled) -> list[str]:
    """What to know of a document before its changes are taken."""
    if filled.origin is None:
        return [_("The document does not say which practice it was made from. Check that it is the right one.")]
    name, version = filled.origin
    is_same = practice is not None and past.was_at(practice, name)
    if practice and name != NEW and not is_same:
        return [
            _("This document was made from another practice, “%(name)s”. Check that it is the right one.", name=name)
        ]
    if practice and is_same and version < practice.version:
        return [
            _(
                "The practice was changed on the hub after this document was downloaded. What nobody touched in the "
                "document stays as it is on the hub."
            )
        ]
    return []


def _carried() -> dict[str, Any]:
    """The values that the form brought back. Raises BadRequest for what it never held."""
    try:
        values = json.loads(request.form.get("values", ""))
    except (ValueError, RecursionError) as error:
        raise BadRequest from error
    if not isinstance(values, dict):
        raise BadRequest
    return {name: value for name, value in values.items() if name in PracticeSchema().fields}


def _take(practice: Practice | None, saved: Mapping[str, Any], chosen: Mapping[str, Any]) -> Practice:
    loaded = PracticeSchema().load({**saved, **chosen}, partial=True)
    values = {name: loaded[name] for name in chosen}
    if practice is None:
        return operations.create(current_actor(), values)
    return operations.edit(current_actor(), practice, values, seen=row_number(request.form.get("version")))
