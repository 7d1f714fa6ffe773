"""The steps in which a practice is written: the sections of `PracticeSchema`, by their names in addresses."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

STEPS: dict[str, LazyString] = {
    "what": _l("What it is"),
    "where": _l("Where and when"),
    "who": _l("Who did it"),
    "contributes": _l("What it contributes to"),
    "how": _l("How it worked"),
    "more": _l("Documents and contact"),
}
