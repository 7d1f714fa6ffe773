"""How a practice is found: its document in the index, and the same filters and orders on the database."""

from repository.search.document import FACETS, audience, document
from repository.search.filters import ORDERS, SORTS, narrowed

__all__ = ["FACETS", "ORDERS", "SORTS", "audience", "document", "narrowed"]
