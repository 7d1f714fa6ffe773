"""The pages of the register of organizations."""

from hub.taxonomy.organizations.views import keeping, reading
from hub.taxonomy.organizations.views.blueprint import bp

__all__ = ["bp", "keeping", "reading"]
