"""What the vocabularies bring to the hub."""

from flask_babel import lazy_gettext as _l

from hub.feature import Feature, Link
from hub.taxonomy.views import api_bp, bp

feature = Feature(name="taxonomy", blueprints=(bp, api_bp), navigation=(Link(_l("Objectives"), "taxonomy.objectives"),))
