"""The documents of a practice."""

from hub.errors import NotFound
from hub.files.models import StoredFile
from repository.models import Practice


def document(practice: Practice, public_id: str) -> StoredFile:
    """A document of a practice that the actor has opened. Raises NotFound."""
    found = next((each for each in practice.attachments if each.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found
