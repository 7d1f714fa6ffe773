"""What several queries say of practices."""

from sqlalchemy.orm import lazyload, load_only

from repository.models import Practice

BARE = (lazyload(Practice.tags), lazyload(Practice.organization_links))
"""Without the lists of codes and organizations, which are loaded if somebody asks for them."""

NEWEST_FIRST = (Practice.published_at.desc(), Practice.id.desc())
"""The order of public practices."""

HEADING = (
    load_only(
        Practice.slug, Practice.title, Practice.status, Practice.status_since, Practice.due_at, Practice.updated_at
    ),
    *BARE,
)
"""Of a practice that only stands in a list of things to do; the rest is loaded if somebody asks for it."""
