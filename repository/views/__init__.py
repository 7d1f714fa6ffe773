"""The pages of the repository."""

from repository.views import deciding, drafting, reading, reviewing, writing
from repository.views.blueprint import bp

__all__ = ["bp", "deciding", "drafting", "reading", "reviewing", "writing"]
