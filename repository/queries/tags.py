"""What the assistant thinks of the tags of a practice."""

from hub.assistant import Opinion, Subject, opinion_on
from repository.models import Practice
from repository.search import body


def tags_of(practice: Practice) -> dict[str, tuple[str, ...]]:
    """The codes of a practice, by the facets of the assistant."""
    return {"objective": practice.objectives, "principle": practice.principles, "sdg": practice.sdgs}


def opinion_on_tags(practice: Practice) -> Opinion:
    """The opinion on the saved text of a practice that the actor has opened."""
    subject = Subject(practice.title or "", body(practice), practice.language)
    return opinion_on(subject, own=tags_of(practice) if practice.is_public else None)
