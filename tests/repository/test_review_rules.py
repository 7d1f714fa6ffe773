"""The rules of review: set by the secretariat, read by everybody, kept by the reviews that began with them."""

from typing import Any

import pytest
from flask_babel import force_locale

from hub.auth.operations import create_token
from hub.errors import Conflict, Forbidden, Overtaken
from hub.undo import take_back
from repository import operations, queries
from repository.models.rules import DEFAULT, Rules
from repository.operations.reviewing import as_set, lacking_reviewers
from repository.schemas import RulesSchema, review_schema, rules_as_values
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository.reviewing import Scene, answers, give
from tests.repository.test_undo import last_deed


def other(**changes: Any) -> dict[str, Any]:
    """The present rules as the form would send them, with some changes."""
    values = rules_as_values(queries.rules_in_force())
    sent = {name: values[name] for name in RulesSchema().fields}
    return RulesSchema().load(sent | changes)


def criterion(key: str, label: str, meaning: str = "It is so.", **more: Any) -> dict[str, Any]:
    return {"key": key, "label": label, "meaning": meaning, **more}


def test_as_long_as_nobody_has_set_rules_those_of_the_code_hold(app: Any) -> None:
    assert queries.newest_rules() is None
    assert queries.rules_in_force() == DEFAULT
    assert (DEFAULT.un_reviewers, DEFAULT.other_reviewers, DEFAULT.days_to_review) == (1, 2, 21)
    assert DEFAULT.scores[0] == (1, "1 – not at all") and DEFAULT.highest == 5


def test_what_a_row_keeps_is_what_was_set(app: Any) -> None:
    made = operations.set_rules(user("secretariat"), other(un_reviewers="2", scores=["no", "yes"], lowest="0"))
    rules = queries.rules_in_force()
    assert rules == made.rules
    assert (rules.un_reviewers, rules.highest, rules.criteria[0].label) == (2, 1, "Implemented")
    assert rules.scores == [(0, "0 – no"), (1, "1 – yes")]


def test_rules_that_were_kept_before_a_rule_was_thought_of_have_its_default(app: Any) -> None:
    content = DEFAULT.content()
    del content["days_to_publish"]
    assert Rules.of(content | {"forgotten": 1}).days_to_publish == DEFAULT.days_to_publish


def test_texts_that_are_not_touched_stay_in_all_languages(app: Any) -> None:
    operations.set_rules(user("secretariat"), other(days_to_review="30"))
    first = queries.rules_in_force().criteria[0]
    with force_locale("fr"):
        assert first.label != "Implemented"


def test_a_wording_in_one_language_leaves_the_others_unless_it_means_something_else(app: Any) -> None:
    rows = [criterion("implemented", "Carried out"), criterion("timely", "Of today", "It is new.", changed=True)]
    operations.set_rules(user("secretariat"), other(criteria=rows))
    carried, today = queries.rules_in_force().criteria
    assert (carried.label, today.label) == ("Carried out", "Of today")
    with force_locale("fr"):
        assert carried.label not in ("Carried out", "Implemented")
        assert today.label == "Of today"
        values = rules_as_values(queries.rules_in_force())["criteria"]
        translated = as_set(queries.rules_in_force(), other(criteria=[values[0], {**values[1], "label": "Actuel"}]))
        assert translated.criteria[1].label == "Actuel"
        assert "fr" not in translated.criteria[1].meanings
    assert translated.criteria[1].label == "Of today"


def test_new_criteria_get_keys_that_no_other_has(app: Any) -> None:
    rows = [criterion("", "Timely"), criterion("", "可持续"), criterion("", "持久"), criterion("", "42 is the answer")]
    keys = [one.key for one in as_set(DEFAULT, other(criteria=rows)).criteria]
    assert keys == ["timely_2", "criterion", "criterion_2", "criterion_42_is_the_answer"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"un_reviewers": "0", "other_reviewers": "0"}, "other_reviewers"),
        ({"scores": ["only one"]}, "scores"),
        ({"days_to_accept": "0"}, "days_to_accept"),
        ({"days_to_review": "20220"}, "days_to_review"),
        ({"criteria": []}, "criteria"),
        ({"criteria": [criterion("a", "Same"), criterion("b", "same")]}, "criteria"),
        ({"criteria": [criterion("A b", "Key")]}, "criteria.0.key"),
    ],
)
def test_rules_that_nobody_could_follow_are_refused_by_name(
    client: HubClient, changes: dict[str, Any], field: str
) -> None:
    desk = client.api(create_token(user("secretariat"), label="test", scope="write"))
    values = rules_as_values(DEFAULT)
    body = {name: values[name] for name in RulesSchema().fields} | changes
    answer = desk.put("/practices/review-rules", json=body)
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json["errors"]} == {field}


def test_only_the_secretariat_sets_rules_and_the_second_of_two_is_told(app: Any, client: HubClient) -> None:
    with pytest.raises(Forbidden):
        operations.set_rules(user("reviewer"), other())
    assert client.as_(user("moderator")).get("/practices/review-rules/edit").status_code == 403
    desk = user("secretariat")
    first = operations.set_rules(desk, other(days_to_review="10"), seen=0)
    with pytest.raises(Overtaken):
        operations.set_rules(desk, other(days_to_review="12"), seen=0)
    operations.set_rules(desk, other(days_to_review="12"), seen=first.id)


def test_a_review_keeps_what_it_was_asked_and_a_new_one_is_asked_anew(app: Any, client: HubClient) -> None:
    scene = Scene()
    operations.set_rules(
        scene.secretariat,
        other(un_reviewers="0", other_reviewers="1", criteria=[criterion("useful", "Useful")], scores=["no", "yes"]),
    )
    mine = scene.review_of(scene.reviewers[0])
    assert [one.key for one in mine.rules.criteria] == [one.key for one in DEFAULT.criteria]
    scene.all_give("changes", "changes", "changes")
    scene.decide("changes_requested", "Shorter, please.")
    assert "Cross-cutting" in client.as_(scene.submitter).get(f"/practices/{scene.practice.slug}/status").text
    operations.move(scene.submitter, scene.practice, "submitted")
    assert [one.key for one in scene.practice.rules.criteria] == ["useful"]
    scene.decide("screening")
    scene.decide("under_review")
    again = scene.review_of(scene.reviewers[0])
    assert list(review_schema(again.rules)().fields)[:2] == ["useful_score", "useful_comment"]
    page = client.as_(scene.submitter).get(f"/practices/{scene.practice.slug}/status").text
    assert "Cross-cutting" in page and "Useful" in page, "the scores of the first round, and how the second works"
    give(scene.review_of(scene.reviewers[1]), score=2)
    scene.decide("approved")


def test_rules_say_how_many_reviewers_are_needed(app: Any) -> None:
    desk, submitter = user("secretariat"), user("focal_point")
    operations.set_rules(desk, other(un_reviewers="2", other_reviewers="0"))
    made = practice("draft", submitter=submitter)
    assert queries.rules_of(made).un_reviewers == 2
    operations.move(submitter, made, "submitted")
    operations.move(desk, made, "screening")
    assert lacking_reviewers(made) == "2 reviewers from the United Nations"


def test_everybody_reads_the_rules_in_words_and_programs_read_them_too(client: HubClient) -> None:
    operations.set_rules(user("secretariat"), other(days_to_change="45", naming_allowed=True))
    page = client.get("/practices/review-rules").text
    assert "45 days" in page and "only where that reviewer agrees" in page
    told = client.get("/api/v1/practices/review-rules?lang=fr").json
    assert told["days_to_change"] == 45 and told["criteria"][0]["key"] == "implemented"
    assert told["criteria"][0]["label"] != "Implemented"
    operations.set_rules(user("secretariat"), other(days_to_change="46"))
    assert "46 days" in client.get("/practices/review-rules").text, "no kept page outlives the rules"


def test_the_form_shows_what_rules_would_mean_before_they_are_set(client: HubClient) -> None:
    desk = client.as_(user("secretariat"))
    values = rules_as_values(DEFAULT)
    form = {name: values[name] for name in ("un_reviewers", "other_reviewers", "extra_on_disagreement", "lowest")}
    form |= {name: values[name] for name in values if name.startswith("days_")} | {"scores": "bad\ngood"}
    form |= {"criteria-0-key": "timely", "criteria-0-label": "Timely", "criteria-0-meaning": "It is new.", "version": 0}
    shown = desk.post("/practices/review-rules/edit", data=form | {"preview": "1"})
    assert shown.status_code == 200 and "2 – good" in shown.text and "score 1 criterion" in shown.text
    assert queries.newest_rules() is None
    retired = {"criteria-1-key": "relevant", "criteria-1-label": "", "criteria-1-meaning": ""}
    assert desk.post("/practices/review-rules/edit", data=form | retired).status_code == 302
    assert [one.key for one in queries.rules_in_force().criteria] == ["timely"]
    late = desk.post("/practices/review-rules/edit", data=form)
    assert late.status_code == 409


def test_rules_can_be_taken_back_until_a_review_has_begun_with_them(app: Any) -> None:
    desk, submitter = user("secretariat"), user("focal_point")
    operations.set_rules(desk, other(days_to_review="10"))
    first, made = last_deed(), practice("draft", submitter=submitter)
    operations.set_rules(desk, other(days_to_review="12"))
    operations.move(submitter, made, "submitted")
    with pytest.raises(Conflict):
        take_back(desk, last_deed())
    assert made.rules.days_to_review == 12
    assert take_back(desk, first) and queries.rules_in_force().days_to_review == 12


def test_a_scale_that_begins_with_nought_takes_nought_for_an_answer(app: Any) -> None:
    operations.set_rules(user("secretariat"), other(lowest="0", scores=["no", "yes"]))
    scene = Scene()
    mine = scene.review_of(scene.reviewers[0])
    operations.declare(mine.reviewer, mine, conflict=None)
    values = review_schema(mine.rules)().load(answers(mine, score=0))
    operations.give_review(mine.reviewer, mine, values)
    assert mine.scores["timely"]["score"] == 0
