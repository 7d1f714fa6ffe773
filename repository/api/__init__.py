"""The repository for programs."""

from repository.api import decisions, practices, reviews, rules
from repository.api.blueprint import api_bp

__all__ = ["api_bp", "decisions", "practices", "reviews", "rules"]
