"""The pages of the repository."""

from repository.views import calls, deciding, reading, reviewing, writing
from repository.views.blueprint import bp

__all__ = ["bp", "calls", "deciding", "reading", "reviewing", "writing"]
