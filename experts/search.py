"""How a profile is found. Only what everybody who may find it may also read goes into the index."""

from experts.models import Expert
from hub.markup import plain
from hub.policy import Actor
from hub.search.engines import Document

FACETS = ("objective", "country", "region", "language", "availability", "un")
"""What a list of experts is narrowed by: country and region of experience, language spoken."""
PUBLIC, MEMBERS = "expert:public", "expert:members"
_TOKENS = {"public": PUBLIC, "members": MEMBERS}


def document(expert: Expert) -> Document | None:
    """The search document; None for a profile that nobody is to find."""
    if not expert.is_published or expert.visibility not in _TOKENS:
        return None
    work = " · ".join(part for part in (expert.position, expert.organization) if part)
    parts = [expert.headline, work, plain(expert.biography_html), *expert.topics, *expert.publications]
    language = expert.language or "en"
    return Document(
        kind="expert",
        id=expert.id,
        title=expert.name,
        body="\n".join(part for part in parts if part),
        language=language,
        audience=frozenset({_TOKENS[expert.visibility]}),
        facets={
            "type": ("expert",),
            "objective": expert.objectives,
            "country": expert.experience_countries,
            "region": expert.reach,
            "language": tuple(dict.fromkeys((*expert.spoken, language))),
            "availability": (expert.availability,),
            "un": ("yes" if expert.is_un else "no",),
        },
        names=" ".join(part for part in (expert.name, expert.organization) if part),
        updated_at=expert.verified_at or expert.updated_at,
    )


def audience(actor: Actor) -> frozenset[str]:
    """The search tokens that an actor holds."""
    return frozenset({PUBLIC} if actor.is_guest else {PUBLIC, MEMBERS})
