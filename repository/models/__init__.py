"""The tables of the repository."""

from repository.models.author import PracticeAuthor
from repository.models.call import Call
from repository.models.collection import Collection, CollectionItem
from repository.models.handling import Handling
from repository.models.practice import Practice, PracticeOrganization
from repository.models.reason import CannedReason
from repository.models.review import Review
from repository.models.version import PracticeVersion

__all__ = [
    "Call",
    "CannedReason",
    "Collection",
    "CollectionItem",
    "Handling",
    "Practice",
    "PracticeAuthor",
    "PracticeOrganization",
    "PracticeVersion",
    "Review",
]
