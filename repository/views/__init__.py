"""The pages of the repository."""

from repository.views import deciding, desk, reading, reviewing, rules, writing
from repository.views.blueprint import bp

__all__ = ["bp", "deciding", "desk", "reading", "reviewing", "rules", "writing"]
