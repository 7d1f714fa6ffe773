"""The repository for programs."""

from repository.api import desk, practices, reviews
from repository.api.blueprint import api_bp
from repository.api.calls import calls_bp
from repository.api.collections import collections_bp

__all__ = ["api_bp", "calls_bp", "collections_bp", "desk", "practices", "reviews"]
