"""Many practices at once, from a workbook: download, upload, look at it, load it."""

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hub.auth.actors import current_actor, signed_in_user
from hub.auth.models import User
from hub.errors import Invalid
from hub.forms import Upload
from hub.guard import access
from hub.paper.aside import decided, deciding, outcome, put_aside, waiting
from hub.paper.packages import EXCEL, MAX_BYTES
from hub.paper.workbook.marking import marked
from hub.paper.workbook.table import MOST_ROWS, Table
from hub.security import limiter
from repository import operations, queries
from repository.exchange.downloads import send_document
from repository.exchange.workbooks import FILE_NAME, read_workbook, still_missing, write_workbook
from repository.models import Practice
from repository.views.blueprint import bp

BATCH = 20
SHOWN = 100
"""Problems, or practices, that one page tells; the marked workbook holds all problems."""


@bp.get("/workbook.xlsx")
@access("practice.create")
def workbook_file() -> Response:
    """The workbook to fill in."""
    return send_document(write_workbook(), FILE_NAME, EXCEL)


@bp.route("/workbook", methods=["GET", "POST"])
@access("practice.create")
@limiter.limit("10/minute", methods=["POST"])
def workbook() -> ResponseReturnValue:
    """Where the workbook is downloaded, and brought back."""
    form = Upload()
    if request.method == "POST":
        with form.catching():
            name, content = form.read(MAX_BYTES)
            read_workbook(content, name)
            return redirect(url_for("repository.checked_workbook", token=put_aside(signed_in_user(), content)))
    return render_template("repository/workbook.html", form=form, most=MOST_ROWS), form.status


@bp.get("/workbook/<token>")
@access("practice.create")
@limiter.limit("30/minute")
def checked_workbook(token: str) -> ResponseReturnValue:
    """What is in a workbook and what is wrong with it; after loading, the drafts that it became."""
    content = waiting(signed_in_user(), token)
    if content is not None:
        return render_template("repository/workbook_checked.html", checked=Checked(token, read_workbook(content)))
    slugs = outcome(signed_in_user(), token)
    if slugs is None:
        return _gone()
    loaded = still_missing(queries.mine_at(current_actor(), slugs[:SHOWN]))
    return render_template("repository/workbook_loaded.html", loaded=loaded, total=len(slugs))


@bp.post("/workbook/<token>")
@access("practice.create")
@limiter.limit("10/minute")
def load_workbook(token: str) -> ResponseReturnValue:
    """Begin a draft for each row, or for each good row."""
    owner = signed_in_user()
    with deciding(owner, token) as content:
        if content is None:
            return redirect(url_for("repository.checked_workbook", token=token))
        table = read_workbook(content)
        if table.problems and "good" not in request.form:
            raise Invalid({"file": [_("Some cells cannot be taken. Correct them, or take the good rows alone.")]})
        drafts = _begin(owner, token, [row.values for row in table.rows])
    flash(ngettext("%(num)d draft is begun.", "%(num)d drafts are begun.", len(drafts)), "success")
    return redirect(url_for("repository.checked_workbook", token=token))


@bp.get("/workbook/<token>/marked.xlsx")
@access("practice.create")
@limiter.limit("10/minute")
def marked_workbook(token: str) -> ResponseReturnValue:
    """The same workbook, with what cannot be taken marked and explained."""
    content = waiting(signed_in_user(), token)
    if content is None:
        return _gone()
    return send_document(marked(content, read_workbook(content).problems), FILE_NAME, EXCEL)


def _begin(owner: User, token: str, rows: list[dict[str, Any]]) -> list[Practice]:
    """Begin the drafts, some at a time, so that others can save meanwhile; what was begun is noted each time."""
    drafts: list[Practice] = []
    for start in range(0, len(rows), BATCH):
        drafts += operations.create_all(current_actor(), rows[start : start + BATCH])
        decided(owner, token, [practice.slug for practice in drafts])
    return drafts


@dataclass(frozen=True)
class Checked:
    """A workbook that was looked at."""

    token: str
    table: Table

    @property
    def shown(self) -> list[tuple[int, str, str, str, str]]:
        """The first problems, as cells of a table."""
        first = self.table.problems[:SHOWN]
        return [(p.place.row, p.place.sheet, p.place.letter, p.label, p.message) for p in first]

    @property
    def more(self) -> int:
        return max(len(self.table.problems) - SHOWN, 0)

    @property
    def titles(self) -> list[str]:
        return [row.values.get("title") or _("Untitled draft") for row in self.table.rows[:SHOWN]]


def _gone() -> ResponseReturnValue:
    flash(_("This workbook is no longer here: it is kept for an hour. Upload it again."), "info")
    return redirect(url_for("repository.workbook"))
