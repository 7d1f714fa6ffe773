"""Before a practice is submitted, its authors see what looks like it."""

import re
from typing import Any

import pytest

from hub.auth.models import User
from hub.auth.operations import create_token
from repository.models import Practice
from repository.similarity import alike, duplicates_of
from tests.clients import HubClient
from tests.factories import author, practice, user

TITLE = "Mapping the skills of the diaspora with big data"


@pytest.mark.parametrize(
    ("one", "other", "language", "least", "most"),
    [
        (TITLE, TITLE, "en", 1, 1),
        (TITLE, "Skills mapping of diasporas by means of big data", "en", 0.6, 1),
        (TITLE, "The rights of domestic workers", "en", 0, 0.1),
        ("Visas humanitarias para desplazados", "Una visa humanitaria para los desplazados", "es", 0.9, 1),
        ("Визы для трудящихся", "Виза трудящимся", "ru", 0.5, 1),
        ("移民数据共享", "移民数据的共享", "zh", 0.5, 1),
        (TITLE, "", "en", 0, 0),
        (None, None, None, 0, 0),
        ("the of and", "the of and", "en", 0, 0),
    ],
)
def test_titles_are_alike_by_their_words_without_endings(
    one: str | None, other: str | None, language: str | None, least: float, most: float
) -> None:
    assert least <= alike(one, other, language) <= most


def found(actor: User | None, made: Practice) -> dict[str, list[str]]:
    assert actor
    return {one.practice.slug: one.reasons for one in duplicates_of(actor, made)}


def test_each_likeness_says_why(app: Any, work: Any) -> None:
    lead = [{"name": "Office of the Diaspora", "category": None}]
    same = practice(title=TITLE)
    near = practice(title="Mapping diaspora skills with data")
    ours = practice(title="Something else of the office altogether", lead_organizations=lead, countries=["AM"])
    text = practice(title="Another name entirely", summary="Posts of members abroad are read to see who can do what.")
    practice(title="The rights of domestic workers", countries=["PH"])
    made = practice("draft", title=TITLE, lead_organizations=lead, countries=["AM", "GE"],
                    summary="Posts of members abroad are read by a program, to see who can do what.")  # fmt: skip
    work()
    assert found(made.submitter, made) == {
        same.slug: ["the same title"],
        near.slug: ["a similar title"],
        text.slug: ["a similar text"],
        ours.slug: ["the same country and lead organization"],
    }


def test_what_the_authors_may_not_read_is_not_named(app: Any, work: Any) -> None:
    hidden = [practice(status, title=TITLE) for status in ("draft", "submitted", "under_review", "archived")]
    mine = practice("draft", title=TITLE)
    own = practice("submitted", title=TITLE, submitter=mine.submitter)
    work()
    assert list(found(mine.submitter, mine)) == [own.slug]
    together = author(mine)
    assert found(together, mine) == {}, "a co-author reads only what they write"
    assert set(found(user("secretariat"), mine)) <= {one.slug for one in [*hidden, own]}


def test_no_more_than_five_are_shown_the_most_alike_first(app: Any, work: Any) -> None:
    for number in range(7):
        practice(title=f"{TITLE} in country {number}")
    best = practice(title=TITLE)
    made = practice("draft", title=TITLE)
    work()
    slugs = list(found(made.submitter, made))
    assert len(slugs) == 5 and slugs[0] == best.slug


def test_a_draft_without_words_looks_like_nothing(app: Any) -> None:
    made = practice("draft", title=None, summary=None, lead_organizations=[], countries=[])
    assert found(made.submitter, made) == {}


def test_the_page_shows_them_beside_the_button_and_submitting_is_enough(client: HubClient, work: Any) -> None:
    other, made = practice(title=TITLE), practice("draft", title=TITLE)
    work()
    browser = client.as_(made.submitter)
    page = browser.get(f"/practices/{made.slug}/status").text
    assert re.search(rf'href="/practices/{other.slug}">{TITLE}</a></h3>\s*<p>Why: the same title', page)
    assert page.index("Does the hub have it already?") < page.index("Submit for review")
    assert browser.post(f"/practices/{made.slug}/transitions", data={"to": "submitted"}).status_code == 302
    assert "Does the hub have it already?" not in browser.get(f"/practices/{made.slug}/status").text


def test_programs_of_the_authors_are_told_and_no_others(client: HubClient, work: Any) -> None:
    other, made = practice(title=TITLE), practice("draft", title=TITLE)
    work()
    address = f"/practices/{made.slug}/duplicates"
    (told,) = client.api(create_token(made.submitter, label="test", scope="read")).get(address).json["items"]
    assert (told["slug"], told["reasons"][0]) == (other.slug, "the same title")
    assert client.api(create_token(user(), label="test", scope="read")).get(address).status_code == 404
