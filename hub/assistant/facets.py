"""What the assistant suggests."""

from typing import NamedTuple

from hub.taxonomy import OBJECTIVES, PRINCIPLES, SDGS, Vocabulary


class Facet(NamedTuple):
    """The vocabulary that codes are suggested of, and at most how many."""

    vocabulary: Vocabulary
    most: int


FACETS = {"objective": Facet(OBJECTIVES, 5), "principle": Facet(PRINCIPLES, 4), "sdg": Facet(SDGS, 4)}
"""By the names of the facets of search, under which experience is counted."""
