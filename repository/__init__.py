"""The repository of practices: submitted, reviewed, published."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from hub.feature import Feature, Link
from hub.kinds import Kind
from repository import panels, queries, sample, search
from repository.api import api_bp
from repository.exchange import exchange
from repository.models import Adaptation, Practice, Review
from repository.panels import life
from repository.policy import PERMISSIONS
from repository.views import bp

feature = Feature(
    name="repository",
    blueprints=(bp, api_bp),
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
            hit_template="repository/_hit.html",
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
    navigation=(Link(_l("Practices"), "repository.index"),),
    panels={
        "home": panels.newest,
        "objective": panels.on_objective,
        "practice": life.published,
        "practice_upkeep": life.upkeep,
    },
    waiting=panels.waiting,
    exchange=(exchange,),
    sample=sample.load,
)
