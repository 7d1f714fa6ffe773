"""The pages of the repository."""

from repository.views import deciding, exporting, finding, map, reading, reviewing, writing
from repository.views.blueprint import bp

__all__ = ["bp", "deciding", "exporting", "finding", "map", "reading", "reviewing", "writing"]
