"""The repository for programs."""

from repository.api import documents, practices, reviews
from repository.api.blueprint import api_bp

__all__ = ["api_bp", "documents", "practices", "reviews"]
