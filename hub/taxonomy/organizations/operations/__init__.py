"""What changes the register of organizations."""

from hub.taxonomy.organizations.operations.naming import find, find_or_add, find_or_add_all

__all__ = ["find", "find_or_add", "find_or_add_all"]
