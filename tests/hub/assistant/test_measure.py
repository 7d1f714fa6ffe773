"""How often the assistant is right; `make assistant` tells more."""

import pytest

from benchmarks.assistant import Asked, among_first, ask, judged, mean_reciprocal_rank, precision, recall, sample
from hub.assistant import FACETS, Opinion, Subject
from hub.taxonomy import INTERFACE_LANGUAGES, OBJECTIVES


@pytest.fixture(scope="module")
def on_sample() -> list[Asked]:
    """The sample practices, each left out in turn of what the assistant learns."""
    cases = sample()
    return ask(cases, cases)


@pytest.fixture(scope="module")
def on_judged() -> list[Asked]:
    """Texts that are none of the sample, with all that the sample teaches."""
    return ask(judged(), sample())


def test_a_true_main_objective_is_among_the_first_three_for_at_least_four_in_five_practices(
    on_sample: list[Asked],
) -> None:
    assert len(on_sample) >= 48
    assert among_first(on_sample, 3) >= 0.80
    assert mean_reciprocal_rank(on_sample) >= 0.75


def test_the_same_holds_for_texts_that_the_words_were_not_made_for(on_judged: list[Asked]) -> None:
    assert len(on_judged) >= 20
    assert among_first(on_judged, 3) >= 0.80


def test_the_judged_texts_are_in_all_languages_and_on_all_objectives() -> None:
    cases = judged()
    assert {case.subject.language for case in cases} == set(INTERFACE_LANGUAGES.codes)
    assert set().union(*(case.main for case in cases)) == set(OBJECTIVES.codes)
    titles = {case.subject.title for case in sample()}
    assert not any(case.subject.title in titles for case in cases)


@pytest.mark.parametrize("facet", FACETS)
def test_most_strong_suggestions_are_what_people_chose(on_sample: list[Asked], facet: str) -> None:
    assert precision(on_sample, facet, "strong") >= 0.6
    assert recall(on_sample, facet) >= 0.5


def test_measuring_again_gives_the_same(on_sample: list[Asked]) -> None:
    again = [
        Opinion(Subject(case.subject.title, case.subject.body, case.subject.language), opinion.experience)
        for case, opinion in on_sample[:10]
    ]
    assert [one.ranked for one in again] == [opinion.ranked for _, opinion in on_sample[:10]]
