"""The pages of the repository."""

from repository.views import deciding, reading, reviewing, writing
from repository.views.blueprint import bp

__all__ = ["bp", "deciding", "reading", "reviewing", "writing"]
