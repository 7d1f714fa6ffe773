"""Readable names in addresses."""

import re
import unicodedata
from typing import Any

from sqlalchemy import select

from hub.db import db, public_id

MAX_LENGTH = 80


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; "" where the text has no such letters."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_text)
    return "-".join(words)[:MAX_LENGTH].rstrip("-")


def unique_slug(model: Any, text: str, *conditions: Any) -> str:
    """A slug that no row of the model (under the conditions) has yet."""
    base = slugify(text)
    if len(base) < 3 or base in RESERVED:
        base = f"{base}-{public_id()}".lstrip("-")
    taken = select(model.id).where(model.slug == base, *conditions)
    return base if db.session.scalar(taken) is None else f"{base}-{public_id()}"


RESERVED = frozenset(
    {"new", "me", "mine", "waiting", "feed", "export", "queue", "log", "contacts", "settings", "people", "workbook"}
)
"""Words that addresses use for themselves."""
