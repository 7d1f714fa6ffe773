"""Writing to an expert, and the conversation that follows."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from experts import queries
from experts.operations import contacts
from experts.schemas import ContactSchema, MessageSchema, ReportSchema
from experts.views.blueprint import bp
from hub.auth.actors import signed_in_user
from hub.auth.limits import per_account
from hub.forms import Form
from hub.guard import access, signed_in
from hub.pagination import paginate
from hub.policy import can, require


@bp.route("/<slug>/contact", methods=["GET", "POST"])
@signed_in
@per_account("10 per hour;30 per day")
def write(slug: str) -> ResponseReturnValue:
    """The first message to an expert."""
    expert = queries.expert(signed_in_user(), slug)
    form = Form(ContactSchema())
    if form.is_sent:
        with form.catching():
            contact = contacts.write_to(signed_in_user(), expert, **form.load())
            flash(_("Your message is on its way. The answer comes to your inbox."), "success")
            return redirect(url_for("experts.contact", contact_id=contact.id))
    else:
        require(signed_in_user(), "expert.contact", expert)
    return render_template("experts/write.html", expert=expert, form=form), form.status


@bp.get("/contacts")
@signed_in
def conversations() -> str:
    """My conversations, as a member and as an expert."""
    return render_template("experts/contacts.html", page=paginate(queries.contacts_of(signed_in_user())))


@bp.route("/contacts/<int:contact_id>", methods=["GET", "POST"])
@signed_in
@per_account("60 per hour")
def contact(contact_id: int) -> ResponseReturnValue:
    """A conversation, and the answer to it."""
    found = queries.contact(signed_in_user(), contact_id)
    form = Form(MessageSchema())
    if form.is_sent:
        with form.catching():
            contacts.answer(signed_in_user(), found, form.load()["body"])
            flash(_("Your message is on its way."), "success")
            return redirect(url_for("experts.contact", contact_id=found.id))
    page = render_template(
        "experts/contact.html",
        contact=found,
        form=form,
        may_write=can(signed_in_user(), "contact.write", found),
        may_settle=can(signed_in_user(), "contact.settle", found),
    )
    return page, form.status


@bp.post("/contacts/<int:contact_id>/close")
@signed_in
def close(contact_id: int) -> Response:
    """No answer is needed."""
    contacts.close(signed_in_user(), queries.contact(signed_in_user(), contact_id))
    flash(_("This conversation waits for nobody any more. Either side can still write."), "success")
    return redirect(url_for("experts.contact", contact_id=contact_id))


@bp.route("/contacts/<int:contact_id>/report", methods=["GET", "POST"])
@signed_in
def report(contact_id: int) -> ResponseReturnValue:
    """Report a conversation to the secretariat."""
    found = queries.contact(signed_in_user(), contact_id)
    require(signed_in_user(), "contact.report", found)
    form = Form(ReportSchema())
    if form.is_sent:
        with form.catching():
            contacts.report(signed_in_user(), found, form.load()["reason"])
            flash(_("Thank you. The secretariat looks at this conversation."), "success")
            return redirect(url_for("experts.contact", contact_id=contact_id))
    return render_template("experts/report.html", contact=found, form=form), form.status


@bp.post("/contacts/<int:contact_id>/settle")
@access("expert.decide")
def settle(contact_id: int) -> Response:
    """Decide on a report."""
    reopen = request.form.get("decision") == "reopen"
    contacts.settle(signed_in_user(), queries.contact(signed_in_user(), contact_id), reopen=reopen)
    flash(_("The conversation goes on.") if reopen else _("The conversation stays closed."), "success")
    return redirect(url_for("experts.waiting"))
