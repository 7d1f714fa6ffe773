"""The repository for programs."""

from repository.api import adapting, past, practices, reviews, updating, withdrawing
from repository.api.blueprint import api_bp

__all__ = ["adapting", "api_bp", "past", "practices", "reviews", "updating", "withdrawing"]
