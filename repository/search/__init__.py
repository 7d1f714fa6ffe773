"""How a practice is found: its document in the index, and the same filters and orders on the database."""

from repository.search.document import FACETS, audience, body, document
from repository.search.filters import ORDERS, SORTS, narrowed

__all__ = ["FACETS", "ORDERS", "SORTS", "audience", "body", "document", "narrowed"]
