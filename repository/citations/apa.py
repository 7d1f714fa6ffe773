"""A reference in the style of the American Psychological Association, seventh edition: a group's page on a site."""

from typing import NamedTuple

from repository.citations import SITE, Citation

NO_DATE = "n.d."


class Reference(NamedTuple):
    """A reference, parted for the page: the title stands in italics."""

    before: str
    title: str
    after: str

    def __str__(self) -> str:
        return "".join(self)


def reference(citation: Citation) -> Reference:
    """The reference to a practice; without authors its title comes first."""
    date = f"({citation.year or NO_DATE})."
    version = f" (Version {citation.version})." if citation.version else _stop(citation.title)
    source = f"{SITE}. {citation.url}"
    if not citation.authors:
        return Reference("", citation.title, f"{version} {date} {source}")
    names = _names(citation.authors)
    return Reference(f"{names}{_stop(names)} {date} ", citation.title, f"{version} {source}")


def _names(names: tuple[str, ...]) -> str:
    if len(names) < 3:
        return " & ".join(names)
    return ", ".join(names[:-1]) + f", & {names[-1]}"


def _stop(text: str) -> str:
    """The full stop after a text that does not end a sentence already."""
    return "" if text.endswith((".", "?", "!", "。", "؟")) else "."
