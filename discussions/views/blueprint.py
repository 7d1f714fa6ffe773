"""What the pages of the discussions share."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from discussions.addresses import post_tool_url, post_url, space_url, thread_url
from discussions.workflow import holding_words
from hub.auth.actors import current_actor
from hub.markup import plain
from hub.moderation.reasons import decision_label, reason_label
from hub.security import limiter

bp = Blueprint("discussions", __name__, url_prefix="/discussions")

posting_limit = limiter.shared_limit(
    "20 per minute", scope="posting", key_func=lambda: f"user:{current_actor().id}", methods=["POST"]
)
"""So many posts, threads and reports a minute for each person."""

READ_FIRST = _l("Thank you. A moderator reads your post before others see it; you will be told.")

for function in (space_url, thread_url, post_url, post_tool_url, reason_label, decision_label, holding_words):
    bp.add_app_template_global(function)
bp.add_app_template_filter(plain)
