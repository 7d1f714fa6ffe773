"""Reviewers and members of the secretariat who act at the same moment."""

from collections.abc import Callable
from threading import Event
from typing import Any

from flask import Flask
from sqlalchemy import event

from hub.auth.models import User
from hub.db import db
from hub.errors import Conflict
from repository import operations, queries
from repository.models import Practice, PracticePoint, Review
from repository.schemas import review_schema
from tests.discussions.test_races import at_once
from tests.factories import author, practice, user
from tests.repository.reviewing import Scene, answers, give, reviewer


def job(act: Callable[[], Any]) -> Callable[[], str]:
    def run() -> str:
        act()
        return "done"

    return run


def afresh() -> None:
    db.session.rollback()
    db.session.expire_all()


def test_of_two_who_invite_the_same_reviewer_one_does(app: Flask) -> None:
    desk = [user("secretariat").id for _n in range(2)]
    made, person = practice("screening").id, reviewer().id

    def invite(who: int) -> Callable[[], str]:
        return job(lambda: operations.invite(db.session.get_one(User, who), db.session.get_one(Practice, made),
                                             db.session.get_one(User, person)))  # fmt: skip

    results = at_once(app, [invite(who) for who in desk])
    assert sorted("done" if one == "done" else "told" for one in results) == ["done", "told"]
    assert all(one == "done" or isinstance(one, Conflict) for one in results)
    afresh()
    assert len(db.session.get_one(Practice, made).reviews) == 1


def test_a_review_is_in_before_the_decision_or_not_at_all(app: Flask) -> None:
    scene = Scene()
    for person in scene.reviewers[:2]:
        give(scene.review_of(person), "changes", "In time.")
    last = scene.review_of(scene.reviewers[2])
    operations.declare(last.reviewer, last, conflict=None)
    values = review_schema(last.rules)().load(answers(last, "changes", "At the last moment."))
    ids = {"practice": scene.practice.id, "desk": scene.secretariat.id, "review": last.id}

    def hand_in() -> None:
        mine = db.session.get_one(Review, ids["review"])
        operations.give_review(mine.reviewer, mine, values)

    def decide() -> None:
        desk, made = db.session.get_one(User, ids["desk"]), db.session.get_one(Practice, ids["practice"])
        operations.move(desk, made, "changes_requested", "Shorter.")

    given, decided = at_once(app, [job(hand_in), job(decide)])
    afresh()
    assert decided == "done"
    (letter,) = queries.letters(db.session.get_one(Practice, ids["practice"]))
    assert (given == "done") == ("At the last moment." in letter.text)
    assert given == "done" or isinstance(given, Conflict)


def test_reviewers_who_hand_in_at_once_are_all_counted(app: Flask, mails: Any) -> None:
    scene = Scene()
    reviews = [scene.review_of(person) for person in scene.reviewers]
    for mine in reviews:
        operations.declare(mine.reviewer, mine, conflict=None)
    values = review_schema(reviews[0].rules)().load(answers(reviews[0]))

    def hand_in(review_id: int) -> Callable[[], str]:
        def act() -> None:
            mine = db.session.get_one(Review, review_id)
            operations.give_review(mine.reviewer, mine, values)

        return job(act)

    assert at_once(app, [hand_in(mine.id) for mine in reviews]) == ["done"] * 3
    afresh()
    assert {review.state for review in scene.practice.current_reviews} == {"submitted"}
    told = [mail for mail in mails() if "Reviews complete" in mail["Subject"]]
    assert len(told) == 1, "somebody has to learn that all are in, also where none of the three saw the others"


def test_an_invitation_is_withdrawn_before_the_review_is_in_or_not_at_all(app: Flask) -> None:
    scene = Scene()
    mine = scene.review_of(scene.reviewers[0])
    operations.declare(mine.reviewer, mine, conflict=None)
    values = review_schema(mine.rules)().load(answers(mine))
    review_id, desk_id = mine.id, scene.secretariat.id

    def hand_in() -> None:
        found = db.session.get_one(Review, review_id)
        operations.give_review(found.reviewer, found, values)

    def withdraw() -> None:
        operations.withdraw_invitation(db.session.get_one(User, desk_id), db.session.get_one(Review, review_id))

    results = at_once(app, [job(hand_in), job(withdraw)])
    assert results.count("done") == 1
    afresh()
    found = db.session.get(Review, review_id)
    assert (found is not None and found.state == "submitted") == (results[0] == "done")


def test_an_answer_to_a_point_is_in_before_the_resubmission_or_not_at_all(app: Flask) -> None:
    scene = Scene()
    for person in scene.reviewers:
        give(scene.review_of(person), "changes")
    scene.decide("changes_requested", points=[{"field": None, "text": "Say what it costs."}])
    operations.answer_points(scene.submitter, scene.practice, [{"number": 1, "state": "done", "answer": "Said."}])
    ids = {"practice": scene.practice.id, "mine": scene.submitter.id, "theirs": author(scene.practice).id}
    is_answering, is_submitted = Event(), Event()

    def pause(*_told: Any) -> None:
        is_answering.set()
        is_submitted.wait(1)  # in vain, where the other has to wait for the answer

    def found(who: str) -> tuple[User, Practice]:
        return db.session.get_one(User, ids[who]), db.session.get_one(Practice, ids["practice"])

    def answer() -> None:
        operations.answer_points(*found("mine"), [{"number": 1, "state": "not_done", "answer": "Nobody knows."}])

    def submit() -> str | None:
        assert is_answering.wait(60)
        operations.move(*found("theirs"), "submitted")
        is_submitted.set()
        return queries.points(found("theirs")[1], 0)[0].answer

    event.listen(PracticePoint, "before_update", pause)
    try:
        results = at_once(app, [job(answer), submit])
    finally:
        event.remove(PracticePoint, "before_update", pause)
    assert results == ["done", "Nobody knows."]
