"""No leak: every role, in every state, at every address, with a canary in each field that is not public.

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
from repository.models import PracticeAuthor
from repository.models.version import SUBMITTED
from repository.operations.versions import keep_version
from repository.schemas import STEPS
from repository.workflow import PUBLIC, STATES
from tests.clients import HubClient
from tests.factories import practice, review, user

WRITERS = frozenset({"submitter", "co-author"})
OFFICE = frozenset({"secretariat"})
READERS = WRITERS | OFFICE | {"declared", "gave"}
ASKED = READERS | {"invited", "stepped back"}
"""Who knows at least of what it is about: a reviewer reads the title before declaring."""

ELSEWHERE = (
    "/",
    "/inbox",
    "/search?q=Titlequokka",
    "/search?q=Textquokka",
    "/objectives/8",
    "/sitemap.xml",
    "/organizations",
)


def expected(status: str) -> dict[str, frozenset[str] | None]:
    """Who may read which canary; None stands for everybody."""
    public = status in PUBLIC
    named = public or status == "archived"  # what was public leaves its title and how it was cited
    return {
        "Titlequokka": None if named else ASKED,
        "Textquokka": None if public else READERS,
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


def _reviewer(name: str) -> User:
    return user("reviewer", name=f"{name}quokka", email=f"{name.lower()}quokka@example.org", organization=f"{name} org")


class Scene:
    """A practice in a state, and everybody around it."""

    def __init__(self, status: str) -> None:
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
        self.practice = practice(
            status,
            submitter=self.people["submitter"],
            title="Titlequokka at the border",
            summary="Textquokka in the summary, with a figure: 20.",
            lead_organizations=[{"name": "Leadquokka Ministry", "category": "member-state"}],
            focal_point={"name": "Focal", "email": "focalquokka@example.org", "role": None},
        )
        with transaction():
            self.practice.slug = "the-practice"  # an address repeats only what its reader typed
            self._invite_authors()
            self._let_review()
            keep_version(self.practice, SUBMITTED)

    def _invite_authors(self) -> None:
        colleague = self.people["co-author"]
        assert colleague is not None
        for email, person in ((colleague.email, colleague), ("colleaguequokka@example.org", None)):
            self.practice.authors.append(PracticeAuthor(email=email, user_id=person.id if person else None))

    def _let_review(self) -> None:
        given = {"recommendation": "changes", "comment": "For the submitter.", "private_note": "Notequokka"}
        scores = {"relevant": {"score": 4, "comment": "Clear."}}
        self.reviews = [
            review(self.practice, reviewer=self.people["invited"]),
            review(self.practice, "declared", reviewer=self.people["declared"], comment="Unfinishedquokka"),
            review(self.practice, "submitted", reviewer=self.people["gave"], scores=scores, **given),
            review(self.practice, "conflicted", reviewer=self.people["stepped back"], conflict="Conflictquokka"),
        ]

    def addresses(self, app: Flask) -> list[str]:
        """Every address of the repository that can be opened, filled in for this practice."""
        rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.partition(".")[0] in OURS]
        return sorted({url for rule in rules if "GET" in (rule.methods or ()) for url in self._filled(rule)})

    def _filled(self, rule: Rule) -> Iterator[str]:
        fillings: dict[str, list[Any]] = FILLINGS | {
            "slug": ["none-such" if re.search("/(calls|collections)/", str(rule)) else self.practice.slug],
            "review_id": [each.id for each in self.reviews],
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

REVIEWED = ("screening", "under_review")
OURS = ("repository", "repository_api")


@pytest.mark.one_database
@pytest.mark.parametrize("status", STATES)
def test_nobody_reads_what_is_not_theirs_at_any_address(app: Flask, client: HubClient, work: Any, status: str) -> None:
    scene = Scene(status)
    work()
    addresses = [*scene.addresses(app), *ELSEWHERE]
    for role, person in scene.people.items():
        browser = client.as_(person)
        hidden = [word for word, readers in expected(status).items() if readers is not None and role not in readers]
        for address in addresses:
            shown = _without_the_question(_read(browser, address), address)
            found = [word for word in hidden if word.lower() in shown]
            assert not found, f"{role} reads {found} at {address} of a practice that is {status}"


def _read(browser: HubClient, address: str) -> str:
    """All that an answer holds, of an office document what is packed in it."""
    data = browser.get(address).data
    if not data.startswith(b"PK"):
        return data.decode()
    with ZipFile(BytesIO(data)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def _without_the_question(page: str, address: str) -> str:
    """What a page says by itself, without the words that its reader asked for."""
    asked = address.partition("q=")[2].lower()
    text = page.lower()
    return re.sub(rf'(q=|value="|search: |“|&#34;|"){asked}', "", text) if asked else text


@pytest.mark.one_database
@pytest.mark.parametrize("status", STATES)
def test_those_who_may_read_it_do(app: Flask, client: HubClient, work: Any, status: str) -> None:
    """So that the test above cannot pass because nothing shows anything."""
    scene = Scene(status)
    work()
    addresses = scene.addresses(app)
    for word, readers in expected(status).items():
        for role in readers or {"guest"}:
            if role in ("stepped back", "invited co-author") or (role == "invited" and status not in REVIEWED):
                continue  # they may know it, but nothing has to show it to them any more
            if word in ("Notequokka", "Unfinishedquokka") and role in ("gave", "declared") and status != "under_review":
                continue  # the form with a reviewer's own words is there while the practice is under review
            browser = client.as_(scene.people[role])
            assert any(word.lower() in _read(browser, url).lower() for url in addresses), (word, role)
