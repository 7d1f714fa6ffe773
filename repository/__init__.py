"""The repository of practices: submitted, reviewed, published."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from hub.feature import Feature, Link
from hub.kinds import Kind, Ref
from hub.taxonomy.organizations.mentions import Mention
from repository import panels, queries, sample, search
from repository.api import api_bp, calls_bp, collections_bp
from repository.exchange import exchange
from repository.models import Adaptation, Call, Collection, Practice, PracticeOrganization, Review
from repository.panels import curated, entering, life, organizations, points, tags
from repository.policy import PERMISSIONS
from repository.views import bp

feature = Feature(
    name="repository",
    blueprints=(bp, api_bp, calls_bp, collections_bp),
    style="repository.css",
    kinds=(
        Kind(
            name="practice",
            model=Practice,
            label=_l("Practice"),
            plural=_l("Practices"),
            permission="practice.view",
            title=lambda practice: practice.title or str(_l("Untitled draft")),
            url=lambda practice: url_for("repository.show", slug=practice.slug),
            public_id=lambda practice: practice.slug,
            document=search.document,
            load=queries.load,
            audience=search.audience,
            in_sitemap=True,
            teaches=True,
            hit_template="repository/_hit.html",
            parts=lambda practice: [Ref("review", review.id) for review in practice.reviews],
        ),
        Kind(
            name="call",
            model=Call,
            label=_l("Call for practices"),
            plural=_l("Calls for practices"),
            permission="call.view",
            title=lambda call: call.title,
            url=lambda call: url_for("repository.call", slug=call.slug),
            public_id=lambda call: call.slug,
            in_sitemap=True,
        ),
        Kind(
            name="collection",
            model=Collection,
            label=_l("Collection"),
            plural=_l("Collections"),
            permission="collection.view",
            title=lambda collection: collection.title,
            url=lambda collection: url_for("repository.collection", slug=collection.slug),
            public_id=lambda collection: collection.slug,
            in_sitemap=True,
        ),
        Kind(
            name="adaptation",
            model=Adaptation,
            label=_l("Adaptation"),
            plural=_l("Adaptations"),
            permission="adaptation.view",
            title=lambda adaptation: adaptation.practice.title,
            url=lambda adaptation: url_for("repository.adaptation", adaptation_id=adaptation.id),
        ),
        Kind(
            name="review",
            model=Review,
            label=_l("Review"),
            plural=_l("Reviews"),
            permission="review.view",
            title=lambda review: review.practice.title,
            url=lambda review: url_for("repository.review", review_id=review.id),
        ),
    ),
    permissions=PERMISSIONS,
    mentions=(
        Mention(
            "practice",
            PracticeOrganization.organization_id,
            PracticeOrganization.practice_id,
            lambda country: Practice.tagged("country", [country]),
        ),
    ),
    navigation=(Link(_l("Practices"), "repository.index"),),
    panels={
        "account": entering.account,
        "login": entering.login,
        "home_first": entering.invite,
        "home": curated.home,
        "objective": curated.objective,
        "about": curated.about,
        "organization": organizations.of_organization,
        "practice_upkeep": life.upkeep,
        "practice_form": tags.suggested,
        "practice_step": points.beside_step,
        "practice_check": tags.check,
        "practice": life.published,
        "practice_list": curated.beside_list,
        "practice_desk": curated.on_desk,
        "practice_reason": curated.reason,
    },
    waiting=panels.waiting,
    exchange=(exchange,),
    sample=sample.load,
)
