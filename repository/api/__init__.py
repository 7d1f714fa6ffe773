"""The repository for programs."""

from repository.api import decisions, past, practices, reviews, rules, updating
from repository.api.blueprint import api_bp

__all__ = ["api_bp", "decisions", "past", "practices", "reviews", "rules", "updating"]
