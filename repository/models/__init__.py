"""The tables of the repository, the rules of review, and the clock that a practice runs by."""

from repository.models.adaptation import Adaptation
from repository.models.address import PracticeAddress
from repository.models.author import PracticeAuthor
from repository.models.call import Call
from repository.models.collection import Collection, CollectionItem
from repository.models.decision import DecisionLetter, PracticePoint
from repository.models.handling import Handling
from repository.models.link import LinkCheck
from repository.models.practice import Practice, PracticeOrganization
from repository.models.reason import CannedReason
from repository.models.review import Review
from repository.models.rules import ReviewRules
from repository.models.update import PracticeUpdate
from repository.models.version import PracticeVersion

__all__ = [
    "Adaptation",
    "Call",
    "CannedReason",
    "Collection",
    "CollectionItem",
    "DecisionLetter",
    "Handling",
    "LinkCheck",
    "Practice",
    "PracticeAddress",
    "PracticeAuthor",
    "PracticeOrganization",
    "PracticePoint",
    "PracticeUpdate",
    "PracticeVersion",
    "Review",
    "ReviewRules",
]
