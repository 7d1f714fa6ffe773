"""No leak: every role, at every address, beside a practice in each state with a canary in each of its fields.

The addresses are those of the running application, so a new one takes part by itself; where it holds a part that
nobody here knows how to fill in, the test asks for it.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from werkzeug.routing import Rule

from hub.auth.models import User
from hub.db import transaction
from repository.models import Practice, PracticeAuthor, Review
from repository.models.version import SUBMITTED
from repository.operations.drafting import write
from repository.operations.versions import keep_version
from repository.schemas import STEPS
from repository.workflow import EDITABLE, PUBLIC, STATES
from tests.clients import HubClient
from tests.factories import practice, review, user

WRITERS = frozenset({"submitter", "co-author"})
OFFICE = frozenset({"secretariat"})
READERS = WRITERS | OFFICE | {"declared", "gave"}
ASKED = READERS | {"invited", "stepped back"}
"""Who knows at least of what it is about: a reviewer reads the title before declaring."""

PEOPLE = frozenset({"Invitedquokka", "Declaredquokka", "Gavequokka", "Steppedquokka", "colleaguequokka"})
"""Canaries that are names, the same for each practice."""


def expected(status: str) -> dict[str, frozenset[str] | None]:
    """Who may read which canary of a practice; None stands for everybody."""
    public = status in PUBLIC
    named = public or status == "archived"  # what was public leaves its title and how it was cited
    found = {
        "Titlequokka": None if named else ASKED,
        "Textquokka": None if public else READERS,
        "Livequokka": None if public else WRITERS | OFFICE if status in EDITABLE else READERS,
        "Leadquokka": None if named else ASKED,
        "focalquokka": WRITERS | OFFICE,
        "colleaguequokka": frozenset({"submitter", "invited co-author"}),
        "Notequokka": OFFICE | {"gave"},
        "Conflictquokka": OFFICE,
        "Unfinishedquokka": frozenset({"declared"}),
        "Invitedquokka": OFFICE | {"invited"},
        "Declaredquokka": OFFICE | {"declared"},
        "Gavequokka": OFFICE | {"gave"},
        "Steppedquokka": OFFICE | {"stepped back"},
    }
    return {canary(word, status): readers for word, readers in found.items()}


def canary(word: str, status: str) -> str:
    """A word of its own for each practice, in lower case."""
    return (word if word in PEOPLE else word + status.replace("_", "")).lower()


CANARIES = {word: readers for status in STATES for word, readers in expected(status).items()}


def _reviewer(name: str) -> User:
    return user("reviewer", name=f"{name}quokka", email=f"{name.lower()}quokka@example.org", organization=f"{name} org")


class Scene:
    """A practice in each state, and everybody around them."""

    def __init__(self) -> None:
        self.people: dict[str, User | None] = {
            "guest": None,
            "member": user(),
            "submitter": user("focal_point"),
            "co-author": user(),
            "invited co-author": user(email="colleaguequokka@example.org"),
            "invited": _reviewer("Invited"),
            "declared": _reviewer("Declared"),
            "gave": _reviewer("Gave"),
            "stepped back": _reviewer("Stepped"),
            "other reviewer": user("reviewer"),
            "moderator": user("moderator"),
            "secretariat": user("secretariat"),
        }
        self.practices = {status: self._practice(status) for status in STATES}
        self.reviews = {status: self._reviews(status) for status in STATES}

    def _practice(self, status: str) -> Practice:
        made = practice(
            status,
            submitter=self.people["submitter"],
            title=f"{canary('Titlequokka', status)} at the border",
            summary=f"{canary('Textquokka', status)} in the summary, with a figure: 20.",
            lead_organizations=[{"name": f"{canary('Leadquokka', status)} Ministry", "category": "member-state"}],
            focal_point={"name": "Focal", "email": f"{canary('focalquokka', status)}@example.org", "role": None},
        )
        colleague = self.people["co-author"]
        assert colleague is not None
        with transaction():
            made.slug = f"the-{status}"  # an address repeats only what its reader typed
            for email, person in ((colleague.email, colleague), ("colleaguequokka@example.org", None)):
                made.authors.append(PracticeAuthor(email=email, user_id=person.id if person else None))
            keep_version(made, SUBMITTED)
            write(made, {"innovation": f"{canary('Livequokka', status)}, written since it was submitted."})
        return made

    def _reviews(self, status: str) -> list[Review]:
        made = self.practices[status]
        given = {"recommendation": "changes", "private_note": canary("Notequokka", status)}
        scores = {"relevant": {"score": 4, "comment": "Clear."}}
        unfinished, conflict = canary("Unfinishedquokka", status), canary("Conflictquokka", status)
        return [
            review(made, reviewer=self.people["invited"]),
            review(made, "declared", reviewer=self.people["declared"], comment=unfinished),
            review(made, "submitted", reviewer=self.people["gave"], scores=scores, comment="For them.", **given),
            review(made, "conflicted", reviewer=self.people["stepped back"], conflict=conflict),
        ]

    def addresses(self, app: Flask) -> list[str]:
        """Every address of the repository that can be opened, filled in for these practices."""
        rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.partition(".")[0] in OURS]
        return sorted({url for rule in rules if "GET" in (rule.methods or ()) for url in self._filled(rule)})

    def _filled(self, rule: Rule) -> Iterator[str]:
        fillings: dict[str, list[Any]] = FILLINGS | {
            "slug": ["none-such"]
            if re.search("/(calls|collections)/", str(rule))
            else [made.slug for made in self.practices.values()],
            "review_id": [each.id for reviews in self.reviews.values() for each in reviews],
        }
        unknown = rule.arguments - set(fillings)
        assert not unknown, f"say in {__name__} what stands for {unknown} in {rule}"
        urls = [str(rule)]
        for name in rule.arguments:
            part = re.compile(rf"<([^<>:]+:)?{name}>")
            urls = [part.sub(str(value), url) for url in urls for value in fillings[name]]
        yield from urls


FILLINGS: dict[str, list[Any]] = {
    "step": list(STEPS), "step_name": ["ask_for_changes", "decline", "approve"], "number": [1, 2], "facet": ["country"],
    "form": ["csv", "xlsx", "jsonl"], "name": ["bib", "ris", "json"], "adaptation_id": [1], "entry_id": [1],
    "key": ["none-such"], "token": ["none-such"],
}  # fmt: skip
"""What stands for the other variable parts of addresses."""

ELSEWHERE = (
    "/",
    "/inbox",
    *(f"/search?q={canary(word, status)}" for status in STATES for word in ("Titlequokka", "Textquokka")),
    "/objectives/8",
    "/sitemap.xml",
    "/organizations",
)
REVIEWED = ("screening", "under_review")
OURS = ("repository", "repository_api")
ROLES = (
    "guest", "member", "submitter", "co-author", "invited co-author", "invited", "declared", "gave", "stepped back",
    "other reviewer", "moderator", "secretariat",
)  # fmt: skip


@pytest.mark.one_database
@pytest.mark.parametrize("role", ROLES)
def test_everybody_reads_what_is_theirs_and_nothing_else(app: Flask, client: HubClient, work: Any, role: str) -> None:
    scene = Scene()
    work()
    browser = client.as_(scene.people[role])
    theirs = {word for word, readers in CANARIES.items() if readers is None or role in readers}
    read: set[str] = set()
    for address in [*scene.addresses(app), *ELSEWHERE]:
        text = _without_the_question(_read(browser, address), address)
        found = {word for word in CANARIES if word in text} if "quokka" in text else set()
        assert found <= theirs, f"{role} reads {sorted(found - theirs)} at {address}"
        read |= found
    missed = {word for status in STATES for word in _to_be_shown(role, status)} - read
    assert not missed, f"{role} reads {sorted(missed)} nowhere: nothing shows that a leak would be seen"


def _to_be_shown(role: str, status: str) -> Iterator[str]:
    """What of a practice has to be shown to somebody, at one address or another."""
    if role in ("stepped back", "invited co-author") or (role == "invited" and status not in REVIEWED):
        return
    own_words = {canary(word, status) for word in ("Notequokka", "Unfinishedquokka")}
    for word, readers in expected(status).items():
        has_form = role == "secretariat" or word not in own_words or status == "under_review"
        if has_form and (readers is None or role in readers):
            yield word


def _read(browser: HubClient, address: str) -> str:
    """All that an answer holds, in lower case; of an office document what is packed in it."""
    data = browser.get(address).data
    if not data.startswith(b"PK"):
        return data.decode().lower()
    with ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        return "".join(package.read(name).decode("utf-8", "replace") for name in names).lower()


def _without_the_question(text: str, address: str) -> str:
    """What a page says by itself, without the words that its reader asked for."""
    asked = address.partition("q=")[2]
    return re.sub(rf'(q=|value="|search: |“|&#34;|"){asked}', "", text) if asked else text
