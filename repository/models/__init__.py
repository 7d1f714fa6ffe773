"""The tables of the repository."""

from repository.models.author import PracticeAuthor
from repository.models.link import LinkCheck
from repository.models.practice import Practice, PracticeOrganization
from repository.models.review import Review
from repository.models.version import PracticeVersion

__all__ = ["LinkCheck", "Practice", "PracticeAuthor", "PracticeOrganization", "PracticeVersion", "Review"]
