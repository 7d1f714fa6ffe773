"""Profiles for tests, in any state."""

from datetime import timedelta
from typing import Any

from experts.models import Expert
from experts.operations import save_own
from hub import clock
from hub.auth.models import User
from hub.db import transaction
from tests.factories import user

PROFILE: dict[str, Any] = {
    "name": "Ana Canary",
    "headline": "Bilateral labour agreements",
    "organization": "Institute of Roads",
    "position": "Adviser",
    "biography": "Ana has **negotiated** agreements between ministries of labour.",
    "language": "en",
    "country": "KE",
    "experience_countries": ["KE", "PT"],
    "experience_regions": ["014"],
    "languages": [{"code": "pt", "level": "C1"}, {"code": "en", "level": "C2"}],
    "objectives": ["6", "8"],
    "topics": ["labour agreements"],
    "years_of_experience": 12,
    "orcid": "0000-0002-1825-0097",
    "links": [{"label": "Page", "url": "https://example.org/ana"}],
    "publications": ["Fair roads, 2024"],
    "visibility": "public",
    "availability": "available",
    "available_until": None,
    "is_un": False,
    "reviewer": False,
    "gender": None,
}
"""A complete profile, as a form or the API sends it."""

LIFE = timedelta(days=365)


def expert(state: str = "verified", owner: User | None = None, **special: Any) -> Expert:
    """A profile of an owner, brought into a state: those of the workflow, or "withdrawn" or "lapsed"."""
    made = save_own(owner or user(), PROFILE | special)
    with transaction():
        now = clock.now()
        made.status = {"withdrawn": "draft", "lapsed": "verified"}.get(state, state)
        if state != "draft":
            made.consent_at = now
        if state in ("verified", "lapsed", "expired", "suspended", "withdrawn"):
            made.verified_at = now - (2 * LIFE if state in ("lapsed", "expired") else timedelta())
            made.expires_at = made.verified_at + LIFE
        if state == "withdrawn":
            made.withdrawn_at = now
    return made
