"""The pages of the repository."""

from repository.views import deciding, past, reading, reviewing, writing
from repository.views.blueprint import bp

__all__ = ["bp", "deciding", "past", "reading", "reviewing", "writing"]
