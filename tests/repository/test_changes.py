"""Changes asked point by point, answered point by point; letters; what happened from round to round."""

from typing import Any

import pytest

from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import transaction
from hub.errors import Conflict, Invalid, Overtaken
from repository import operations, queries
from repository.models import PracticeAuthor
from repository.operations.reviewing import compose, points_from_reviews, rounds_of
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository.reviewing import ABLE, Scene, give

POINTS = [
    {"field": "benefit_impact", "text": "Give a figure."},
    {"field": None, "text": "Say what it costs."},
]


@pytest.fixture
def scene(app: Any) -> Scene:
    """Reviewed, and ready for a decision."""
    made = Scene()
    for person, score in zip(made.reviewers, (5, 4, 2), strict=True):
        give(made.review_of(person), "changes", f"What the one says who gave {score}.", score)
    return made


def api(client: HubClient, person: User) -> Any:
    return client.api(create_token(person, label="test", scope="write"))


def test_the_practice_is_submitted_again_only_when_each_point_is_answered(scene: Scene) -> None:
    scene.decide("changes_requested", points=POINTS)
    author, made = scene.submitter, scene.practice
    for answers in ([], [{"number": 2, "state": "not_done", "answer": "Nobody knows."}]):
        operations.answer_points(author, made, answers)
        with pytest.raises(Invalid) as refused:
            operations.move(author, made, "submitted")
        assert list(refused.value.errors) == ["points"]
    operations.answer_points(author, made, [{"number": 1, "state": "done", "answer": None}])
    operations.move(author, made, "submitted")
    assert [(p.done, p.answer) for p in queries.points(made, 0)] == [(True, None), (False, "Nobody knows.")]


def test_a_comment_alone_is_one_point_that_needs_no_answer(scene: Scene) -> None:
    scene.decide("changes_requested", "Shorter, please.")
    (point,) = queries.points(scene.practice)
    assert (point.text, point.needs_answer) == ("Shorter, please.", False)
    operations.move(scene.submitter, scene.practice, "submitted")


def test_asking_for_changes_needs_a_comment_or_points(scene: Scene) -> None:
    with pytest.raises(Invalid):
        scene.decide("changes_requested")
    with pytest.raises(Invalid) as refused:
        scene.decide("declined", "No.", points=POINTS)
    assert list(refused.value.errors) == ["points"]


def test_points_are_answered_by_the_authors_and_only_while_changes_are_requested(
    scene: Scene, client: HubClient
) -> None:
    answer = [{"number": 1, "state": "done", "answer": "Yes."}]
    with pytest.raises(Conflict):
        operations.answer_points(scene.submitter, scene.practice, answer)
    scene.decide("changes_requested", points=POINTS)
    path = f"/practices/{scene.practice.slug}"
    second = user()
    with transaction():
        scene.practice.authors.append(PracticeAuthor(email=second.email, user_id=second.id))
    expected = {scene.submitter: 200, second: 200, scene.secretariat: 403, scene.reviewers[0]: 404, user(): 404}
    for person, status in expected.items():
        assert api(client, person).put(f"{path}/points", json={"answers": answer}).status_code == status
        assert client.as_(person).get(f"{path}/answers").status_code == status
    wrong = api(client, second).put(f"{path}/points", json={"answers": [{"number": 9, "state": "done"}]})
    assert wrong.status_code == 422
    silent = api(client, second).put(f"{path}/points", json={"answers": [{"number": 1, "state": "not_done"}]})
    assert [error["field"] for error in silent.json["errors"]] == ["answers.0.answer"]


def test_the_second_of_two_authors_is_told_and_loses_nothing(scene: Scene, client: HubClient) -> None:
    scene.decide("changes_requested", points=POINTS)
    browser, path = client.as_(scene.submitter), f"/practices/{scene.practice.slug}/answers"
    seen = browser.get(path).text.split('name="version" value="')[1].split('"')[0]
    first = {"version": seen, "point_1-state": "done", "point_1-answer": "A figure."}
    assert browser.post(path, data=first).status_code == 302
    late = browser.post(path, data={"version": seen, "point_1-state": "not_done", "point_1-answer": "My reason."})
    assert late.status_code == 409 and "My reason." in late.text
    assert queries.points(scene.practice)[0].answer == "A figure."
    with pytest.raises(Overtaken):
        operations.answer_points(scene.submitter, scene.practice, [], seen=1)


def test_points_begin_with_what_reviewers_say_and_name_the_field(scene: Scene, client: HubClient) -> None:
    found = points_from_reviews(scene.practice)
    assert sum(point["text"].startswith("What the one says") for point in found) == 3
    assert {"field": "innovation", "text": "Innovative: On innovative."} in found, "the low scores of the third"
    assert len(found) == 3 + 7
    desk = client.as_(scene.secretariat)
    path = f"/practices/{scene.practice.slug}/decisions/ask_for_changes"
    assert "Innovative: On innovative." not in desk.get(path).text
    typed = {"points-0-text": "Mine own point.", "comment": "Half a sen", "from_reviews": "1"}
    page = desk.post(path, data=typed)
    assert page.status_code == 200 and scene.practice.status == "under_review"
    assert "Innovative: On innovative." in page.text
    assert "Mine own point." in page.text and "Half a sen" in page.text, "nothing that was typed is lost"
    assert not any(person.name in page.text for person in scene.reviewers)


def test_points_that_were_taken_over_already_are_not_taken_over_twice(scene: Scene, client: HubClient) -> None:
    path = f"/practices/{scene.practice.slug}/decisions/ask_for_changes"
    texts = [point["text"] for point in points_from_reviews(scene.practice)]
    taken = {f"points-{n}-text": text.replace("\n", "\r\n") for n, text in enumerate(texts[:5])}
    page = client.as_(scene.secretariat).post(path, data=taken | {"from_reviews": "1"}).text
    assert [page.count(f">\n{text}</textarea>") for text in texts] == [1] * len(texts)


def test_the_page_of_a_decision_shows_the_letter_before_it_goes(scene: Scene, client: HubClient, mails: Any) -> None:
    desk, path = client.as_(scene.secretariat), f"/practices/{scene.practice.slug}"
    form = {"points-0-text": "Give a figure.", "points-0-field": "benefit_impact", "comment": "Nearly there.",
            "points-1-field": "innovation", "points-1-text": ""}  # fmt: skip
    empty = desk.get(f"{path}/decisions/ask_for_changes").text
    assert 'name="letter"' not in empty and "Send the letter" not in empty
    assert desk.post(f"{path}/decisions/ask_for_changes", data={"compose": "1"}).status_code == 422
    shown = desk.post(f"{path}/decisions/ask_for_changes", data=form | {"letter": ""})
    assert "Send the letter and ask for changes" in shown.text, "the first press shows it, whichever button it is"
    assert shown.status_code == 200 and "Nearly there." in shown.text and "Dear " in shown.text
    assert scene.practice.status == "under_review" and queries.letters(scene.practice) == []
    form["letter"] = "In our own words."
    assert desk.post(f"{path}/decisions/ask_for_changes", data=form).status_code == 302
    (letter,) = queries.letters(scene.practice)
    assert (letter.text, letter.number, letter.decision) == ("In our own words.", 1, "changes_requested")
    author = client.as_(scene.submitter)
    assert "In our own words." in author.get(f"{path}/status").text
    printed = author.get(f"{path}/letters/1").text
    assert "In our own words." in printed and "Give a figure." in printed
    (mail,) = [m for m in mails() if m["To"] == scene.submitter.email and "Changes requested" in m["Subject"]]
    assert "In our own words." in mail.get_content() and "1. Give a figure." in mail.get_content()
    listed = api(client, scene.submitter).get(f"{path}/letters").json["items"]
    assert [one["text"] for one in listed] == ["In our own words."] and listed[0]["url"].endswith("/letters/1")


def test_approving_shows_the_letter_at_once_and_never_sends_an_empty_one(scene: Scene, client: HubClient) -> None:
    scene.all_give("approve", "approve", "approve")
    desk, path = client.as_(scene.secretariat), f"/practices/{scene.practice.slug}/decisions/approve"
    assert "Dear " in desk.get(path).text and "Send the letter and approve" in desk.get(path).text
    emptied = desk.post(path, data={"letter": " "})
    assert emptied.status_code == 200 and "Dear " in emptied.text
    assert scene.practice.status == "under_review"


def test_decisions_without_a_letter_of_ones_own_go_out_with_one_that_is_composed(scene: Scene, mails: Any) -> None:
    scene.decide("declined", "It is a report rather than a practice.")
    (letter,) = queries.letters(scene.practice)
    for words in ("It is a report", "- Implemented: 3.7", "Reviewer 3 writes:", "who gave 5."):
        assert words in letter.text
    assert any("It is a report" in mail.get_content() for mail in mails() if mail["To"] == scene.submitter.email)


def test_a_letter_is_in_the_language_of_the_submitter(scene: Scene) -> None:
    with transaction():
        scene.submitter.language = "fr"
    scene.decide("approved")
    (letter,) = queries.letters(scene.practice)
    assert letter.language == "fr" and "3,7" in letter.text


def test_a_step_that_is_no_decision_has_no_letter(scene: Scene) -> None:
    scene.decide("approved")
    with pytest.raises(Invalid) as refused:
        scene.decide("published", letter="Hurray")
    assert list(refused.value.errors) == ["letter"]
    scene.decide("published")
    assert len(queries.letters(scene.practice)) == 1


def test_letters_are_for_authors_and_the_secretariat(scene: Scene, client: HubClient) -> None:
    scene.decide("approved")
    path = f"/practices/{scene.practice.slug}"
    expected = {scene.submitter: 200, scene.secretariat: 200, scene.reviewers[0]: 403, user(): 404}
    for person, status in expected.items():
        assert client.as_(person).get(f"{path}/letters/1").status_code == status
        assert api(client, person).get(f"{path}/letters").status_code == status
    assert client.as_(scene.submitter).get(f"{path}/letters/2").status_code == 404


@pytest.mark.parametrize("step", ["publish", "submit", "unheard_of"])
def test_only_decisions_have_a_page(scene: Scene, client: HubClient, step: str) -> None:
    desk = client.as_(scene.secretariat)
    assert desk.get(f"/practices/{scene.practice.slug}/decisions/{step}").status_code == 404
    assert client.as_(scene.submitter).get(f"/practices/{scene.practice.slug}/decisions/approve").status_code == 403


def test_a_decision_that_is_not_open_is_refused_before_anybody_writes(app: Any, client: HubClient) -> None:
    made = practice("submitted")
    desk = client.as_(user("secretariat"))
    assert desk.get(f"/practices/{made.slug}/decisions/approve").status_code == 409


def test_rounds_tell_what_was_asked_answered_and_changed(scene: Scene, client: HubClient) -> None:
    author, made, path = scene.submitter, scene.practice, f"/practices/{scene.practice.slug}/rounds"
    scene.decide("changes_requested", points=POINTS)
    operations.edit(author, made, {"benefit_impact": "It helped 412 people."})
    operations.answer_points(author, made, [{"number": 1, "state": "done", "answer": "Here it is."},
                                            {"number": 2, "state": "not_done", "answer": "Nobody knows."}])  # fmt: skip
    operations.move(author, made, "submitted")
    scene.decide("screening")
    scene.decide("under_review")
    (second,) = rounds_of(made)
    assert [change.name for change in second.changes] == ["benefit_impact"]
    give(scene.review_of(scene.reviewers[0]), "changes")
    review = scene.review_of(scene.reviewers[0])
    beside = client.as_(scene.reviewers[0]).get(f"/practices/reviews/{review.id}").text
    for page in (beside, *(client.as_(who).get(path).text for who in (author, scene.secretariat, scene.reviewers[0]))):
        assert "<ins>" in page and "412 people" in page and "Nobody knows." in page
    assert "What the one says who gave 5." in beside, "their own words of the last round"
    assert "What the one says who gave 4." not in beside
    scene.decide("changes_requested", "Once more.")
    operations.move(author, made, "submitted")
    third, second = rounds_of(made)
    assert (third.number, third.changes, [p.text for p in third.points]) == (2, [], ["Once more."])
    assert [change.name for change in second.changes] == ["benefit_impact"]
    assert client.as_(user()).get(path).status_code == 404
    points = f"/practices/{made.slug}/points"
    assert api(client, scene.reviewers[0]).get(points).status_code == 404, "not yet accepted to review this round"
    shown = api(client, scene.secretariat).get(points).json["items"]
    assert [(one["round"], one["state"]) for one in shown] == [(0, "done"), (0, "not_done"), (1, None)]


def test_a_published_practice_keeps_its_rounds_from_the_public(scene: Scene, client: HubClient) -> None:
    scene.decide("approved")
    scene.decide("published")
    path = f"/practices/{scene.practice.slug}"
    outsider = user()
    for address in ("rounds", "status", "letters/1", "answers"):
        assert client.as_(outsider).get(f"{path}/{address}").status_code in (403, 404, 409)
    assert api(client, outsider).get(f"{path}/points").status_code == 403


def test_a_request_for_changes_through_the_api_may_have_points_and_a_letter(scene: Scene, client: HubClient) -> None:
    path = f"/practices/{scene.practice.slug}"
    body = {"to": "changes_requested", "points": [{"text": "Give a figure.", "field": "benefit_impact"}]}
    desk, author = api(client, scene.secretariat), api(client, scene.submitter)
    assert desk.post(f"{path}/transitions", json=body | {"points": [{"text": ""}]}).status_code == 422
    assert desk.post(f"{path}/transitions", json=body).status_code == 200
    assert author.post(f"{path}/transitions", json={"to": "submitted"}).status_code == 422
    answered = author.put(f"{path}/points", json={"answers": [{"number": 1, "state": "done", "answer": "Done."}]})
    assert answered.json["items"][0]["state"] == "done"
    assert author.post(f"{path}/transitions", json={"to": "submitted"}).status_code == 200


def test_in_a_second_round_the_desk_shows_first_what_was_asked_and_answered(scene: Scene, client: HubClient) -> None:
    desk, path = client.as_(scene.secretariat), f"/practices/{scene.practice.slug}"
    assert 'id="answered"' not in desk.get(f"{path}/desk").text
    scene.decide("changes_requested", points=POINTS)
    assert 'id="answered"' not in desk.get(f"{path}/desk").text
    answers = [{"number": n, "state": "done", "answer": f"Answer {n}."} for n in (1, 2)]
    assert api(client, scene.submitter).put(f"{path}/points", json={"answers": answers}).status_code == 200
    operations.move(scene.submitter, scene.practice, "submitted")
    page = desk.get(f"{path}/desk").text
    below_clock = page.split('class="clock"')[1].split("<h2>")[1]
    for words in ("Give a figure.", "Answer 1.", "Answer 2.", f"{path}/rounds"):
        assert words in below_clock
    assert "Do not invite again" in page and "Withdraw the invitation" not in page
    one = scene.practice.current_reviews[0].id
    told = desk.post(f"/practices/reviews/{one}/withdraw", follow_redirects=True).text
    assert "This reviewer is not invited again." in told


def test_co_authors_get_the_letter_too(scene: Scene, mails: Any) -> None:
    second = user(**ABLE)
    with transaction():
        scene.practice.authors.append(PracticeAuthor(email=second.email, user_id=second.id))
    scene.decide("approved", letter="For both of you.")
    assert any("For both of you." in mail.get_content() for mail in mails() if mail["To"] == second.email)


def test_composing_needs_no_reviews(app: Any) -> None:
    assert "asks you to change it" in compose(practice("screening"), "changes_requested", "Shorter.")


def test_the_form_shows_beside_each_step_what_was_asked_about_it(scene: Scene, client: HubClient) -> None:
    path = f"/practices/{scene.practice.slug}/edit"
    author = client.as_(scene.submitter)
    scene.decide("changes_requested", points=POINTS)
    how, where = author.get(f"{path}/how").text, author.get(f"{path}/where").text
    assert 'href="#f-benefit_impact">Benefit and impact</a>' in how and "Give a figure." in how
    assert "Give a figure." not in where
    assert "Say what it costs." in how and "Say what it costs." in where
    assert "/edit/how#f-benefit_impact" in author.get(f"/practices/{scene.practice.slug}/answers").text
