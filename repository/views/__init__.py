"""The pages of the repository."""

from repository.views import authors, deciding, drafting, reading, reviewing, writing
from repository.views.blueprint import bp

__all__ = ["authors", "bp", "deciding", "drafting", "reading", "reviewing", "writing"]
