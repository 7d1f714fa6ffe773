"""The pages of the repository."""

from repository.views import (
    calls,
    collections,
    deciding,
    desk,
    letters,
    past,
    points,
    reading,
    reviewing,
    rules,
    tagging,
    updating,
    writing,
)
from repository.views.blueprint import bp

__all__ = [
    "bp",
    "calls",
    "collections",
    "deciding",
    "desk",
    "letters",
    "past",
    "points",
    "reading",
    "reviewing",
    "rules",
    "tagging",
    "updating",
    "writing",
]
