"""Import and export: JSON Lines, CSV and XLSX, one line at a time, so that memory stays small."""

from flask import current_app

from hub.errors import NotFound
from hub.feature import Exchange, features


def exchange_of(name: str) -> Exchange:
    """How a content type is imported and exported, by its name. Raises NotFound."""
    known = {exchange.name: exchange for feature in features(current_app) for exchange in feature.exchange}
    if name not in known:
        raise NotFound(f"{name} is none of: {', '.join(sorted(known))}.")
    return known[name]
