"""An index whose documents lack a filter finds too little; so a new filter means a new format, see `FORMAT`."""

from hub.search.engines.whoosh.fields import FORMAT
from hub.search.facets import FACETS

FILTERED_BY = (
    2,
    {
        "type",
        "objective",
        "principle",
        "sdg",
        "country",
        "region",
        "language",
        "practice_type",
        "scope",
        "availability",
        "un",
        "year",
        "organization",
        "reused",
    },
)


def test_a_new_filter_comes_with_a_new_format_of_the_index() -> None:
    assert (FORMAT, set(FACETS)) == FILTERED_BY, "raise FORMAT, and say so here"
