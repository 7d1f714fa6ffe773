"""The repository for programs."""

from repository.api import finding, practices, reviews
from repository.api.blueprint import api_bp

__all__ = ["api_bp", "finding", "practices", "reviews"]
