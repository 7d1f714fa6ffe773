"""Reviewers are asked, and say yes or no."""

from typing import Any

import pytest

from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.errors import Conflict, NotFound
from repository import operations, queries
from repository.models import Review
from repository.models.practice import MARKDOWN_FIELDS
from repository.operations.reviewing import lacking_reviewers, obstacle_to
from repository.queries import texts
from repository.schemas import RulesSchema, rules_as_values
from tests.clients import HubClient
from tests.factories import practice, review, user
from tests.repository.reviewing import Scene, answers, reviewer


@pytest.fixture
def scene(app: Any) -> Scene:
    return Scene(summary="The secret text of the practice.")


def test_whoever_accepts_declares_first_and_then_sees_the_text(scene: Scene, client: HubClient) -> None:
    mine = scene.review_of(scene.reviewers[1])
    browser, path = client.as_(mine.reviewer), f"/practices/reviews/{mine.id}"
    assert "secret text" not in browser.get(path).text
    assert browser.get(f"/practices/{scene.practice.slug}").status_code == 404
    assert browser.post(f"{path}/declaration", data={"interest": "none"}).status_code == 302
    assert "secret text" in browser.get(path).text
    assert browser.post(f"{path}/declaration", data={"interest": "none"}).status_code == 409


def test_an_invitation_says_what_to_expect_and_accepting_and_stepping_back_are_two_buttons(
    app: Any, client: HubClient
) -> None:
    scene = Scene(summary="Five words of the text.", language="fr", objectives_primary=["8"])
    mine = scene.review_of(scene.reviewers[1])
    browser, path = client.as_(mine.reviewer), f"/practices/reviews/{mine.id}"
    page = browser.get(path).text
    number = texts.length(scene.practice)
    assert number >= 5 and f"{number} words" in page and "French" in page and 'class="crumbs"' in page
    assert "Accept and read" in page and "Step back" in page and "Five words" not in page
    torn = browser.post(f"{path}/declaration", data={"interest": "yes", "accept": "1"})
    assert torn.status_code == 422 and "press “Step back”" in torn.text and mine.state == "invited"
    assert browser.post(f"{path}/declaration", data={"step_back": "1"}).location.endswith("/refusal")
    assert browser.post(f"{path}/declaration", data={"accept": "1"}).status_code == 422
    both = {"interest": "yes", "conflict": "I paid for it.", "step_back": "1"}
    assert browser.post(f"{path}/declaration", data=both).status_code == 302 and mine.state == "conflicted"


def test_the_length_of_a_text_is_counted_in_words_and_in_scripts_without_spaces_in_characters(app: Any) -> None:
    empty = dict.fromkeys(MARKDOWN_FIELDS)
    assert texts.length(practice("draft", **empty | {"summary": "Two words", "key_lessons": "移民"})) == 4


@pytest.mark.parametrize("reason", ["busy", "field", "other", "conflict"])
def test_whoever_refuses_says_why_and_the_secretariat_is_told_whom_to_ask_next(
    scene: Scene, client: HubClient, mails: Any, reason: str
) -> None:
    following = reviewer(name="Nora Next")
    mine = scene.review_of(scene.reviewers[1])
    browser, path = client.as_(mine.reviewer), f"/practices/reviews/{mine.id}/refusal"
    assert browser.post(path, data={"comment": "No reason chosen"}).status_code == 422
    form = {"reason": reason, "comment": "On mission.", "suggestion": "Somebody else"}
    assert browser.post(path, data=form).status_code == 302
    assert mine.state == ("conflicted" if reason == "conflict" else "declined")
    desk = client.as_(scene.secretariat).get(f"/practices/{scene.practice.slug}/desk").text
    assert "On mission." in desk and "Somebody else" in desk and "1 reviewer from elsewhere" in desk
    told = [str(mail) for mail in mails() if mail["To"] == scene.secretariat.email]
    assert "stepped back" in told[-1] and following.name in told[-1]
    assert browser.post(path, data=form).status_code == 409
    assert "secret text" not in browser.get(f"/practices/reviews/{mine.id}").text
    with pytest.raises(Conflict):
        operations.invite(scene.secretariat, scene.practice, mine.reviewer)


def test_whoever_has_accepted_may_still_step_back_until_the_review_is_in(scene: Scene) -> None:
    first, second = (scene.review_of(person) for person in scene.reviewers[:2])
    for mine in (first, second):
        operations.declare(mine.reviewer, mine, conflict=None)
    operations.refuse(first.reviewer, first, {"reason": "busy"})
    operations.give_review(second.reviewer, second, answers(second))
    with pytest.raises(Conflict):
        operations.refuse(second.reviewer, second, {"reason": "busy"})
    assert lacking_reviewers(scene.practice) == "1 reviewer from the United Nations"


def test_nobody_answers_for_a_reviewer(scene: Scene, client: HubClient) -> None:
    mine = scene.review_of(scene.reviewers[0])
    for other in (scene.secretariat, scene.submitter, scene.reviewers[1], user()):
        path = f"/practices/reviews/{mine.id}/refusal"
        assert client.as_(other).post(path, data={"reason": "busy"}).status_code == 404
    assert client.post(f"/practices/reviews/{mine.id}/refusal").status_code in (302, 401)
    with pytest.raises(NotFound):
        operations.refuse(scene.submitter, mine, {"reason": "busy"})
    assert mine.state == "invited"


def test_programs_accept_refuse_and_read_what_is_asked(scene: Scene, client: HubClient) -> None:
    un, other = (client.api(create_token(person, label="test", scope="write")) for person in scene.reviewers[:2])
    (asked,) = un.get("/practices/reviews/mine").json["items"]
    assert asked["state"] == "invited" and asked["answer_by"] < asked["due_at"]
    assert asked["criteria"][0] == "implemented"
    address = f"/practices/reviews/{asked['id']}"
    assert un.post(f"{address}/refusal", json={"reason": "lazy"}).status_code == 422
    assert other.post(f"{address}/refusal", json={"reason": "busy"}).status_code == 404
    assert un.post(f"{address}/refusal", json={"reason": "busy"}).json["state"] == "declined"
    assert un.post(f"{address}/declaration", json={"interest": "none"}).status_code == 409
    (asked,) = other.get("/practices/reviews/mine").json["items"]
    address = f"/practices/reviews/{asked['id']}"
    assert other.post(f"{address}/declaration", json={"interest": "yes", "conflict": "Mine"}).json["state"] == (
        "conflicted"
    )
    desk = client.api(create_token(scene.secretariat, label="test", scope="read"))
    told = {one["reviewer"]: one for one in desk.get(f"/practices/{scene.practice.slug}/reviews").json["items"]}
    assert told[scene.reviewers[0].name]["refusal"]["reason"] == "busy"
    assert told[scene.reviewers[1].name]["conflict"] == "Mine"


def test_a_reviewer_learns_that_an_invitation_is_withdrawn(scene: Scene, client: HubClient, mails: Any) -> None:
    mine = scene.review_of(scene.reviewers[1])
    number, person = mine.id, mine.reviewer
    operations.withdraw_invitation(scene.secretariat, mine)
    told = [mail["Subject"] for mail in mails() if mail["To"] == person.email]
    assert "withdrawn" in told[-1]
    assert client.as_(person).get(f"/practices/reviews/{number}").status_code == 404


@pytest.mark.parametrize("state", ["submitted", "conflicted", "declined", "expired"])
@pytest.mark.parametrize("rounds_ago", [0, 1])
def test_what_a_reviewer_has_answered_cannot_be_withdrawn(
    client: HubClient, scene: Scene, state: str, rounds_ago: int
) -> None:
    with transaction():
        scene.practice.round += rounds_ago
        answered = scene.practice.reviews[0]
        answered.state, answered.conflict = state, "My brother runs it." if state == "conflicted" else None
    number, reviewer = answered.id, answered.reviewer
    refused = client.as_(scene.secretariat).post(f"/practices/reviews/{number}/withdraw")
    assert refused.status_code == 409 and "no open invitation" in refused.text
    assert db.session.get_one(Review, number, populate_existing=True).state == state
    still_barred = state == "conflicted" or (rounds_ago == 0 and state != "expired")
    assert (obstacle_to(scene.practice, reviewer) is not None) == still_barred


@pytest.mark.parametrize("state", ["planned", "invited", "declared"])
def test_an_invitation_that_waits_for_its_reviewer_can_be_withdrawn(
    client: HubClient, scene: Scene, state: str
) -> None:
    with transaction():
        scene.practice.reviews[0].state = state
    number, desk = scene.practice.reviews[0].id, client.as_(scene.secretariat)
    assert f"/practices/reviews/{number}/withdraw" in desk.get(f"/practices/{scene.practice.slug}/desk").text
    assert desk.post(f"/practices/reviews/{number}/withdraw").status_code == 302
    assert desk.post(f"/practices/reviews/{number}/withdraw").status_code == 404


def test_there_is_nothing_to_refuse_once_a_review_is_in(scene: Scene, client: HubClient) -> None:
    mine = scene.review_of(scene.reviewers[1])
    browser, path = client.as_(mine.reviewer), f"/practices/reviews/{mine.id}"
    assert browser.get(f"{path}/refusal").status_code == 200
    operations.declare(mine.reviewer, mine, conflict=None)
    operations.give_review(mine.reviewer, mine, answers(mine))
    assert browser.get(f"{path}/refusal").location == path


def test_an_invitation_of_an_earlier_round_or_state_cannot_be_answered(app: Any) -> None:
    late = review(practice("declined"))
    with pytest.raises(Conflict):
        operations.refuse(late.reviewer, late, {"reason": "busy"})


def test_reviewers_of_the_last_round_are_invited_again_when_the_review_begins(scene: Scene, mails: Any) -> None:
    scene.all_give("changes", "changes", "decline")
    extra = reviewer()
    operations.invite(scene.secretariat, scene.practice, extra)
    review_of_extra = scene.review_of(extra)
    operations.declare(extra, review_of_extra, conflict=None)
    operations.give_review(extra, review_of_extra, answers(review_of_extra))
    scene.decide("changes_requested", "Shorter.")
    before = len(mails())
    operations.move(scene.submitter, scene.practice, "submitted")
    scene.decide("screening")
    assert {r.state for r in scene.practice.current_reviews} == {"planned"}
    with pytest.raises(Conflict):
        operations.declare(extra, scene.review_of(extra), conflict=None)
    told = {mail["To"] for mail in mails()[before:]}
    assert not told & {person.email for person in scene.reviewers}
    scene.decide("under_review")
    assert {r.state for r in scene.practice.current_reviews} == {"invited"}
    subjects = {mail["To"]: mail["Subject"] for mail in mails()[before:]}
    assert all("review again" in subjects[person.email] for person in (*scene.reviewers, extra))


def test_who_has_got_a_conflict_meanwhile_is_not_asked_again(scene: Scene) -> None:
    scene.all_give("changes", "changes", "changes")
    scene.decide("changes_requested", "Shorter.")
    values = {"partners": [{"name": scene.reviewers[2].organization, "category": "academia"}]}
    operations.edit(scene.submitter, scene.practice, values)
    operations.move(scene.submitter, scene.practice, "submitted")
    assert {r.reviewer_id for r in scene.practice.current_reviews} == {p.id for p in scene.reviewers[:2]}
    assert obstacle_to(scene.practice, scene.reviewers[2])


def test_the_rules_decide_whether_reviewers_learn_who_submits(app: Any, client: HubClient) -> None:
    for shown in (False, True):
        values = rules_as_values(queries.rules_in_force()) | {"submitter_shown": shown}
        rules = RulesSchema().load({name: values[name] for name in RulesSchema().fields})
        operations.set_rules(user("secretariat"), rules)
        scene = Scene()
        mine = scene.review_of(scene.reviewers[0])
        browser, path = client.as_(mine.reviewer), f"/practices/reviews/{mine.id}"
        assert (scene.submitter.name in browser.get(path).text) == shown
        operations.declare(mine.reviewer, mine, conflict=None)
        assert (scene.submitter.name in browser.get(path).text) == shown
