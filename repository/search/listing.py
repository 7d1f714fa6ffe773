"""The list of practices: what narrows it, and how it can be sorted."""

from functools import partial

from hub.search.browse import Listing
from repository.queries import finding
from repository.search.document import FACETS
from repository.search.filters import ORDERS

LISTING = Listing(
    FACETS,
    kind="practice",
    named={"organization": finding.organization_names},
    orders={sort: partial(finding.in_order, sort) for sort in ORDERS if sort != "newest"},
    all_at="repository.choose",
)
