"""The repository for programs."""

from repository.api import practices, reviews, writing
from repository.api.blueprint import api_bp

__all__ = ["api_bp", "practices", "reviews", "writing"]
