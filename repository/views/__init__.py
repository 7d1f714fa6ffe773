"""The pages of the repository."""

from repository.views import deciding, documents, reading, reviewing, workbooks, writing
from repository.views.blueprint import bp

__all__ = ["bp", "deciding", "documents", "reading", "reviewing", "workbooks", "writing"]
