"""The roles in words."""

from flask_babel import lazy_gettext as _l

ROLE_LABELS = {
    "member": _l("Member"),
    "focal_point": _l("Government focal point"),
    "reviewer": _l("Reviewer"),
    "moderator": _l("Moderator"),
    "secretariat": _l("Secretariat"),
}
