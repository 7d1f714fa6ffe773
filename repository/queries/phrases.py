"""What several queries say of practices."""

from sqlalchemy.orm import lazyload

from repository.models import Practice

BARE = (lazyload(Practice.tags), lazyload(Practice.organization_links))
"""Without the lists of codes and organizations, which are loaded if somebody asks for them."""

NEWEST_FIRST = (Practice.published_at.desc(), Practice.id.desc())
"""The order of public practices."""
