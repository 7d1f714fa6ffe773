"""The pages of the discussions."""

from discussions.views import moderating, reading, running, writing
from discussions.views.blueprint import bp, posting_limit

__all__ = ["bp", "moderating", "posting_limit", "reading", "running", "writing"]
