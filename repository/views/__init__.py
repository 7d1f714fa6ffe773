"""The pages of the repository."""

from repository.views import deciding, desk, letters, points, reading, reviewing, rules, writing
from repository.views.blueprint import bp

__all__ = ["bp", "deciding", "desk", "letters", "points", "reading", "reviewing", "rules", "writing"]
