"""The pages of the repository."""

from repository.views import adapting, citing, deciding, past, reading, reviewing, updating, withdrawing, writing
from repository.views.blueprint import bp

__all__ = ["adapting", "bp", "citing", "deciding", "past", "reading", "reviewing", "updating", "withdrawing", "writing"]
