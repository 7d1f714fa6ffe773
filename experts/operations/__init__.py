"""What people do with profiles: write them, lead them along, take them in. Conversations: `operations.contacts`."""

from experts.operations.deciding import expire, move, take
from experts.operations.importing import store
from experts.operations.profiles import claim, save_own

__all__ = ["claim", "expire", "move", "save_own", "store", "take"]
