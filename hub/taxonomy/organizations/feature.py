"""What the register of organizations brings to the hub."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from hub.feature import Feature
from hub.kinds import Kind
from hub.taxonomy.organizations.api import api_bp
from hub.taxonomy.organizations.models import Organization
from hub.taxonomy.organizations.policy import PERMISSIONS
from hub.taxonomy.organizations.views import bp

feature = Feature(
    name="organizations",
    blueprints=(bp, api_bp),
    kinds=(
        Kind(
            name="organization",
            model=Organization,
            label=_l("Organization"),
            plural=_l("Organizations"),
            permission="organization.view",
            title=lambda organization: organization.name,
            url=lambda organization: url_for("organizations.show", slug=organization.slug),
            public_id=lambda organization: organization.slug,
            in_sitemap=True,
        ),
    ),
    permissions=PERMISSIONS,
)
