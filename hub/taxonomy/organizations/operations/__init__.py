"""What changes the register of organizations."""

from hub.taxonomy.organizations.operations.editing import edit
from hub.taxonomy.organizations.operations.merging import merge, tell_apart
from hub.taxonomy.organizations.operations.naming import find, find_or_add, find_or_add_all

__all__ = ["edit", "find", "find_or_add", "find_or_add_all", "merge", "tell_apart"]
