"""Organizations that many name, and the names under which they are known, from ``data/organizations.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hub.auth.models import UN
from hub.taxonomy.organizations.names import match_name, parts_of
from hub.taxonomy.vocabulary import DATA


@dataclass(frozen=True)
class WellKnown:
    """An entry of the file: the first of its names, in whatever language, is the one that is shown."""

    code: str
    category: str
    names: Mapping[str, str]
    website: str | None = None
    acronyms: tuple[str, ...] = field(default=())
    others: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        return next(iter(self.names.values()))

    def all_names(self) -> Iterator[tuple[str, str | None]]:
        """Each name with its language, where it has one; the name that is shown comes first."""
        yield from ((name, language) for language, name in self.names.items())
        yield from ((name, None) for name in (*self.acronyms, *self.others))


def _load() -> tuple[WellKnown, ...]:
    entries = tomllib.loads((DATA / "organizations.toml").read_text(encoding="utf-8"))["items"]
    return tuple(
        WellKnown(**entry | {name: tuple(entry.get(name, ())) for name in ("acronyms", "others")}) for entry in entries
    )


WELL_KNOWN = _load()
_BY_KEY = {match_name(name): entry for entry in WELL_KNOWN for name, _language in entry.all_names()}


def well_known(name: str) -> WellKnown | None:
    """The well-known organization of this name, which may have an acronym beside it."""
    return _BY_KEY.get(match_name(name)) or _BY_KEY.get(match_name(parts_of(name).name))


def identity_of(name: str) -> str:
    """What is equal for names that mean the same organization, as far as that can be said without the register."""
    entry = well_known(name)
    return entry.code if entry else match_name(parts_of(name).name)


def suggestions(language: str) -> list[tuple[str, str, str]]:
    """What a form offers: (name in the language, acronyms, category).

    Only entities of the United Nations, which are named most: a page has to stay light.
    """
    return [
        (entry.names.get(language, entry.name), ", ".join(entry.acronyms), entry.category)
        for entry in WELL_KNOWN
        if entry.category == UN
    ]
