"""The repository for programs."""

from repository.api import past, practices, reviews, updating
from repository.api.blueprint import api_bp

__all__ = ["api_bp", "past", "practices", "reviews", "updating"]
