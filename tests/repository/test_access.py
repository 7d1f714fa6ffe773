"""Who sees what of a practice: every role, every state, every address."""

from typing import Any

import pytest

from hub.auth.actors import GUEST
from hub.db import db
from hub.policy import can, visible
from repository.exchange import rows
from repository.models import Practice
from repository.workflow import PUBLIC, STATES
from tests.clients import HubClient
from tests.factories import author, practice, review, user

CANARY = "Zanzibarquokka"
SECRET = "focal-canary@example.org"
ROLES = (
    "guest", "member", "submitter", "co-author", "asked to write", "invited", "declared", "stepped_back", "secretariat",
)  # fmt: skip
WRITERS = ("submitter", "co-author", "secretariat")


def may_read(role: str, made: Practice) -> bool:
    """Whether they may open it: a reviewer not while it is in the hands of its authors."""
    return made.status in PUBLIC or role in WRITERS or (role == "declared" and not made.is_editable)


@pytest.fixture(params=STATES)
def scene(request: pytest.FixtureRequest, app: Any) -> tuple[Practice, dict[str, Any]]:
    """A practice in some state, and everybody around it."""
    submitter = user("focal_point")
    made = practice(
        request.param,
        submitter=submitter,
        title=f"{CANARY} in the title",
        focal_point={"name": "Focal", "email": SECRET, "role": None},
    )
    people = {
        "guest": None,
        "member": user(),
        "submitter": submitter,
        "co-author": author(made),
        "asked to write": author(made, accepted=False),
        "secretariat": user("secretariat"),
        "invited": review(made).reviewer,
        "declared": review(made, "declared").reviewer,
        "stepped_back": review(made, "conflicted").reviewer,
    }
    return made, people


def test_the_page_and_the_api_open_to_those_who_may_read(client: HubClient, scene: Any) -> None:
    made, people = scene
    for role in ROLES:
        expected = 200 if may_read(role, made) else 410 if made.status == "archived" else 404
        who = client.as_(people[role])
        assert who.get(f"/practices/{made.slug}").status_code == expected, role
        answer = client.get(f"/api/v1/practices/{made.slug}") if role == "guest" else None
        if answer is not None:
            assert answer.status_code == expected


def test_lists_search_facets_feeds_and_exports_hold_only_what_is_published(
    client: HubClient, scene: Any, work: Any
) -> None:
    made, people = scene
    work()
    public = made.status in PUBLIC
    places = (
        "/practices",
        f"/search?q={CANARY}",
        "/",
        "/objectives/8",
        "/api/v1/practices",
        "/api/v1/search",
        "/sitemap.xml",
    )
    for role in ("guest", "member", "asked to write", "invited", "stepped_back"):
        who = client.as_(people[role])
        for place in places:
            text = who.get(place).text.lower()
            text = text.replace(f"q={CANARY}".lower(), "").replace(f'value="{CANARY}"'.lower(), "")
            if place == "/" and role == "invited":
                continue  # what waits for a reviewer stands on their home page, by its title
            assert (CANARY.lower() in text.replace(f"search: {CANARY}".lower(), "")) == public, (role, place)
        found = who.get("/api/v1/search?objective=8").json
        assert found["total"] == int(public)
        assert bool(found["facets"].get("country")) == public
    assert [row["slug"] for row in rows(GUEST, everything=False)] == ([made.slug] if public else [])


def test_the_contact_person_is_shown_to_those_who_write_it_and_the_secretariat_alone(
    client: HubClient, scene: Any
) -> None:
    made, people = scene
    for role in ROLES:
        who = client.as_(people[role])
        pages = [
            f"/practices/{made.slug}",
            f"/practices/{made.slug}/status",
            f"/practices/{made.slug}/edit/more",
            f"/practices/{made.slug}/preview",
            f"/practices/{made.slug}/desk",
            f"/api/v1/practices/{made.slug}",
        ]
        seen = any(SECRET in who.get(page).text for page in pages)
        assert not seen or role in WRITERS, role
    assert SECRET not in str(list(rows(GUEST, everything=False)))


def test_the_list_of_what_one_may_see_is_what_one_may_open_one_by_one(app: Any, scene: Any) -> None:
    made, people = scene
    for person in people.values():
        actor = person or GUEST
        listed = db.session.scalars(visible(actor, Practice, "practice.view")).all()
        assert (made in listed) == can(actor, "practice.view", made)


def test_only_those_who_write_it_and_the_secretariat_follow_and_edit(client: HubClient, scene: Any) -> None:
    made, people = scene
    for role in ROLES:
        who = client.as_(people[role])
        may = role in WRITERS
        for page in ("status", "preview"):
            assert (who.get(f"/practices/{made.slug}/{page}").status_code == 200) == may, role
        if not may:
            assert (
                who.post(f"/practices/{made.slug}/edit", data={"title": "Taken over by others"}).status_code != 302
                or role == "guest"
            )
            assert who.post(f"/practices/{made.slug}/documents").status_code in (302, 401, 403, 404, 410)
    db.session.refresh(made)
    assert made.title == f"{CANARY} in the title"


@pytest.mark.parametrize("state", ["invited", "conflicted"])
def test_who_has_not_declared_gets_the_text_by_no_form(client: HubClient, state: str) -> None:
    given = review(practice("under_review", summary=f"{CANARY} in the text"), state)
    reviewer = client.as_(given.reviewer)
    for path, form in (
        ("", {}),
        ("", {"comment": "Unread"}),
        ("/declaration", {}),
        ("/declaration", {"interest": "x"}),
    ):
        answer = reviewer.post(f"/practices/reviews/{given.id}{path}", data=form)
        assert answer.status_code in (409, 422)
        assert CANARY not in answer.text
    assert CANARY not in reviewer.get(f"/practices/reviews/{given.id}").text


@pytest.mark.parametrize("status", ["changes_requested", "declined", "archived", "published"])
def test_a_declaration_after_the_review_opens_nothing(client: HubClient, status: str) -> None:
    given = review(practice(status))
    answer = client.as_(given.reviewer).post(f"/practices/reviews/{given.id}/declaration", data={"interest": "none"})
    assert answer.status_code == 409
    db.session.refresh(given)
    assert given.state == "invited"
