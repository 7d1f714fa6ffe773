"""What a practice said before, and what changed."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hub.auth.actors import current_actor
from hub.differences import changes
from hub.forms import row_number
from hub.guard import public
from hub.guest_pages import kept_for_guests
from repository import citations, queries
from repository.citations import apa
from repository.models.version import PUBLISHED
from repository.queries import texts
from repository.queries.texts import Edition
from repository.schemas import PracticeSchema
from repository.views.blueprint import bp


@bp.get("/<slug>/versions")
@public
@kept_for_guests
def versions(slug: str) -> str:
    """The versions of a practice that the reader may open, the newest first."""
    practice = queries.practice(current_actor(), slug)
    kinds = texts.kinds_for(current_actor(), practice)
    found = {kind: queries.versions(practice, kind) for kind in kinds}
    return render_template("repository/versions.html", practice=practice, found=found)


@bp.get("/<slug>/versions/<int:number>")
@public
@kept_for_guests
def version(slug: str, number: int) -> str:
    """The practice as it was."""
    practice = queries.practice(current_actor(), slug)
    version = texts.version(current_actor(), practice, number, _asked_kind())
    was, present = texts.as_it_was(version), texts.latest(practice)
    cited = citations.of(was, Edition(version.number, version.at), pinned=True)
    is_public = version.kind == PUBLISHED and practice.is_public
    return render_template(
        "repository/version.html",
        practice=was,
        version=version,
        present=present,
        reference=apa.reference(cited) if is_public else None,
    )


@bp.get("/<slug>/versions/compare")
@public
@kept_for_guests
def compare_versions(slug: str) -> ResponseReturnValue:
    """What changed from one version to another."""
    practice, kind = queries.practice(current_actor(), slug), _asked_kind()
    numbers = [row_number(request.args.get(name)) for name in ("from", "to")]
    if None in numbers:
        return redirect(url_for("repository.versions", slug=practice.slug))
    before, after = (texts.version(current_actor(), practice, number or 0, kind) for number in numbers)
    found = changes(PracticeSchema(), before.content, after.content)
    return render_template(
        "repository/compare_versions.html", practice=practice, before=before, after=after, changes=found
    )


def _asked_kind() -> str:
    """`?kind=submitted` for insiders; `texts.version` refuses what is no kind, or not for this reader."""
    return request.args.get("kind", PUBLISHED)
