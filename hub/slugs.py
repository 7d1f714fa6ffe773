"""Readable names in addresses."""

import re
import unicodedata
from collections.abc import Container
from typing import Any

from sqlalchemy import select

from hub.db import db, public_id

MAX_LENGTH = 80
LONGEST = MAX_LENGTH + 13
"""With what was put behind it so that it is the only one."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; "" where the text has no such letters."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_text)
    return "-".join(words)[:MAX_LENGTH].rstrip("-")


def unique_slug(model: Any, text: str, *conditions: Any, taken: Container[str] = ()) -> str:
    """A slug that no row of the model (under the conditions) has yet, nor is `taken`. What is a slug stays as it is."""
    base = text if _SLUG.fullmatch(text) and len(text) <= LONGEST else slugify(text)
    if len(base) < 3 or base in RESERVED:
        base = f"{base}-{public_id()}".lstrip("-")
    row = select(model.id).where(model.slug == base, *conditions)
    return base if base not in taken and db.session.scalar(row) is None else f"{base[:MAX_LENGTH]}-{public_id()}"


RESERVED = frozenset(
    {
        "new", "me", "mine", "waiting", "feed", "export", "queue", "log", "contacts", "settings", "people",
        "adaptations", "calls", "collections", "compare", "coverage", "figures", "invitations", "map", "reasons",
        "review-rules", "reviews", "unconfirmed", "duplicates", "workbook",
    }
)  # fmt: skip
"""Words that addresses use for themselves."""
