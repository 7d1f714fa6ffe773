"""A reviewer reads in the round that they accepted to review, and after that only what they had before them then."""

from typing import Any

import pytest

from hub.auth.models import User
from hub.db import db, transaction
from hub.policy import can, visible
from repository import operations, queries
from repository.models import Practice, Review
from tests.clients import HubClient
from tests.repository.reviewing import Scene, give

FIRST, LIVE = "Firstquokka", "Livequokka"


@pytest.fixture
def scene(app: Any) -> Scene:
    """The first round is over, changes were asked for, and the authors write what nobody is to read yet."""
    made = Scene(summary=f"{FIRST} in the summary")
    made.all_give("changes", "changes", "changes")
    made.decide("changes_requested", points=[{"field": "summary", "text": "Give a figure."}])
    operations.edit(made.submitter, made.practice, {"summary": f"{LIVE} in the summary"})
    return made


def second_round(scene: Scene) -> None:
    operations.answer_points(scene.submitter, scene.practice, [{"number": 1, "state": "done", "answer": "There."}])
    operations.move(scene.submitter, scene.practice, "submitted")
    for step in ("screening", "under_review"):
        operations.move(scene.secretariat, scene.practice, step)


def addresses(made: Practice) -> list[str]:
    page, program = f"/practices/{made.slug}", f"/api/v1/practices/{made.slug}"
    kinds = [f"{root}/versions{rest}?kind=submitted" for root in (page, program) for rest in ("", "/1", "/2")]
    mine = [f"/practices/reviews/{review.id}" for review in made.reviews]
    return [page, program, f"{page}/rounds", f"{program}/points", f"/practices/compare?with={made.slug}", *kinds, *mine]


def read(client: HubClient, person: User, made: Practice) -> str:
    """All that a person gets to read of a practice."""
    visitor = client.as_(person)
    return "\n".join(visitor.get(address).text for address in addresses(made))


def reviews_of(person: User, made: Practice) -> list[Review]:
    return [review for review in made.reviews if review.reviewer_id == person.id]


def is_open(person: User, made: Practice) -> bool:
    """Whether somebody may open a practice; one by one and in a list is the same."""
    made = db.session.get_one(Practice, made.id, populate_existing=True)
    one = can(person, "practice.view", made)
    assert (made in db.session.scalars(visible(person, Practice, "practice.view")).all()) == one
    return one


def test_what_authors_write_after_a_round_is_not_open_to_those_who_reviewed_it(client: HubClient, scene: Scene) -> None:
    person, made = scene.reviewers[0], scene.practice
    assert client.as_(person).get(f"/practices/{made.slug}").status_code == 404
    text = read(client, person, made)
    assert FIRST in text, "their review still stands beside the text that they read"
    assert LIVE not in text
    assert not is_open(person, made)


def test_who_declares_a_conflict_in_a_later_round_reads_nothing_from_then_on(client: HubClient, scene: Scene) -> None:
    second_round(scene)
    person, made = scene.reviewers[0], scene.practice
    assert LIVE not in read(client, person, made), "the declaration comes before the text, in each round"
    newest = reviews_of(person, made)[-1]
    form = {"interest": "yes", "conflict": "I work for them now."}
    assert client.as_(person).post(f"/practices/reviews/{newest.id}/declaration", data=form).status_code == 302
    text = read(client, person, made)
    assert FIRST not in text and LIVE not in text
    assert "On relevant." in text, "what they wrote themselves stays theirs"
    assert not is_open(person, made)


def test_who_accepts_again_reads_the_new_text_and_what_changed(client: HubClient, scene: Scene) -> None:
    second_round(scene)
    person, made = scene.reviewers[1], scene.practice
    newest = reviews_of(person, made)[-1]
    form = {"interest": "none"}
    assert client.as_(person).post(f"/practices/reviews/{newest.id}/declaration", data=form).status_code == 302
    assert client.as_(person).get(f"/practices/{made.slug}/rounds").status_code == 200
    assert LIVE in client.as_(person).get(f"/practices/reviews/{newest.id}").text
    assert is_open(person, made)


def test_who_reviewed_an_earlier_round_reads_the_text_of_that_round_alone(client: HubClient, scene: Scene) -> None:
    second_round(scene)
    person, made = scene.reviewers[2], scene.practice
    operations.withdraw_invitation(scene.secretariat, reviews_of(person, made)[-1])
    (earlier,) = reviews_of(person, db.session.get_one(Practice, made.id, populate_existing=True))
    page = client.as_(person).get(f"/practices/reviews/{earlier.id}")
    assert page.status_code == 200 and FIRST in page.text and "/rounds" not in page.text
    assert LIVE not in read(client, person, made)


def test_where_the_text_of_an_earlier_round_was_not_kept_only_the_review_is_shown(
    client: HubClient, scene: Scene
) -> None:
    with transaction():
        for version in queries.versions(scene.practice, "submitted"):
            db.session.delete(version)
    person = scene.reviewers[0]
    page = client.as_(person).get(f"/practices/reviews/{reviews_of(person, scene.practice)[0].id}")
    assert page.status_code == 200 and "On relevant." in page.text
    assert FIRST not in page.text and LIVE not in page.text


def test_a_reviewer_of_the_decided_round_goes_on_reading_it(client: HubClient, app: Any) -> None:
    scene = Scene()
    for person in scene.reviewers:
        give(scene.review_of(person), "approve")
    scene.decide("approved")
    assert is_open(scene.reviewers[0], scene.practice)
    assert client.as_(scene.reviewers[0]).get(f"/practices/{scene.practice.slug}").status_code == 200
