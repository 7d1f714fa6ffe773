"""The suggested tags that somebody takes."""

from flask_babel import lazy_gettext as _l

from hub.schemas import BaseSchema, Codes


class TakenTagsSchema(BaseSchema):
    """Codes to add to those that a practice has. Nothing has to be taken."""

    objectives_primary = Codes("objectives", _l("Main objectives"), max=23)
    objectives_secondary = Codes("objectives", _l("Further objectives"), max=23)
    principles = Codes("principles", _l("Guiding principles"), max=10)
    sdgs = Codes("sdgs", _l("Sustainable Development Goals"), max=17)
