"""The pages of the repository."""

from repository.views import (
    adapting,
    calls,
    citing,
    collections,
    comparing,
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
    withdrawing,
    writing,
)
from repository.views.blueprint import bp

__all__ = [
    "adapting",
    "bp",
    "calls",
    "citing",
    "collections",
    "comparing",
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
    "withdrawing",
    "writing",
]
