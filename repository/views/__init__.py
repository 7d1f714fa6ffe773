"""The pages of the repository."""

from repository.views import (
    adapting,
    citing,
    comparing,
    deciding,
    past,
    reading,
    reviewing,
    updating,
    withdrawing,
    writing,
)
from repository.views.blueprint import bp

__all__ = [
    "adapting",
    "bp",
    "citing",
    "comparing",
    "deciding",
    "past",
    "reading",
    "reviewing",
    "updating",
    "withdrawing",
    "writing",
]
