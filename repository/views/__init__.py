"""The pages of the repository."""

from repository.views import calls, collections, deciding, figures, reading, reasons, reviewing, waiting, writing
from repository.views.blueprint import bp

__all__ = ["bp", "calls", "collections", "deciding", "figures", "reading", "reasons", "reviewing", "waiting", "writing"]
