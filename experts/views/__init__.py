"""The pages of the Experts Database."""

from experts.views import contacts, deciding, own, reading
from experts.views.blueprint import bp

__all__ = ["bp", "contacts", "deciding", "own", "reading"]
