"""CSL-JSON, which programs that speak the Citation Style Language read."""

import json
from typing import Any

from repository.citations import SITE, Citation


def csl(citation: Citation) -> str:
    """A list with the one item."""
    return json.dumps([item(citation)], ensure_ascii=False, indent=1) + "\n"


def item(citation: Citation) -> dict[str, Any]:
    """The item; a name that is no person's is literal."""
    said = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "issued": {"date-parts": [[int(part) for part in citation.day.split("-")]]} if citation.day else None,
        "container-title": SITE,
        "version": str(citation.version) if citation.version else None,
        "URL": citation.url,
        "language": citation.language,
    }
    return {name: value for name, value in said.items() if value}
