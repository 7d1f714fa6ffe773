"""The Experts Database: the right person found in a minute, and never exposed."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from experts import panels, sample, search
from experts.api import api_bp
from experts.exchange import exchange
from experts.models import Contact, Expert
from experts.policy import PERMISSIONS
from experts.queries import expertise, lapsed_ids
from experts.views import bp
from hub.feature import Feature, Link
from hub.kinds import Kind

EXPERT = Kind(
    name="expert", model=Expert, label=_l("Expert"), plural=_l("Experts"), permission="expert.view",
    title=lambda expert: expert.name, url=lambda expert: url_for("experts.show", slug=expert.slug),
    public_id=lambda expert: expert.slug, document=search.document, audience=search.audience,
    lapsed=lapsed_ids, hit_template="experts/_hit.html",
)  # fmt: skip

CONTACT = Kind(
    name="expert_contact", model=Contact, label=_l("Conversation"), plural=_l("Conversations"),
    permission="contact.view", title=lambda contact: contact.subject,
    url=lambda contact: url_for("experts.contact", contact_id=contact.id),
)  # fmt: skip

feature = Feature(
    name="experts", blueprints=(bp, api_bp), kinds=(EXPERT, CONTACT), permissions=PERMISSIONS,
    navigation=(Link(_l("Experts"), "experts.index"),),
    panels={"objective": panels.on_objective, "related": panels.related},
    waiting=panels.waiting, exchange=(exchange,), expertise=expertise, sample=sample.load,
)  # fmt: skip
