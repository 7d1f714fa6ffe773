"""The pages of the repository."""

from repository.views import deciding, past, reading, reviewing, updating, writing
from repository.views.blueprint import bp

__all__ = ["bp", "deciding", "past", "reading", "reviewing", "updating", "writing"]
