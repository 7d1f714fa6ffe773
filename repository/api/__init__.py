"""The repository for programs."""

from repository.api import (
    adapting,
    attaching,
    decisions,
    desk,
    documents,
    finding,
    following,
    past,
    practices,
    reviews,
    rules,
    tagging,
    updating,
    withdrawing,
)
from repository.api.blueprint import api_bp
from repository.api.calls import calls_bp
from repository.api.collections import collections_bp

__all__ = [
    "adapting",
    "api_bp",
    "attaching",
    "calls_bp",
    "collections_bp",
    "decisions",
    "desk",
    "documents",
    "finding",
    "following",
    "past",
    "practices",
    "reviews",
    "rules",
    "tagging",
    "updating",
    "withdrawing",
]
