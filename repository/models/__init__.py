"""The tables of the repository."""

from repository.models.practice import Practice, PracticeOrganization
from repository.models.review import Review

__all__ = ["Practice", "PracticeOrganization", "Review"]
