"""The tables of the repository."""

from repository.models.adaptation import Adaptation
from repository.models.address import PracticeAddress
from repository.models.author import PracticeAuthor
from repository.models.practice import Practice, PracticeOrganization
from repository.models.review import Review
from repository.models.update import PracticeUpdate
from repository.models.version import PracticeVersion

__all__ = [
    "Adaptation",
    "Practice",
    "PracticeAddress",
    "PracticeAuthor",
    "PracticeOrganization",
    "PracticeUpdate",
    "PracticeVersion",
    "Review",
]
