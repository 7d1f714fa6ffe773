"""What the assistant thinks of a text, and why."""

from collections.abc import Iterable

import pytest

from hub.assistant import Opinion, Subject
from hub.assistant.experience import CHANCE, SEEN, Experience, Lesson, learn

RESCUE = Subject(
    "Search and rescue off the coast",
    "Boats of the coast guard rescued four hundred people in distress. Volunteers gave first aid on board and wrote "
    "down the names of missing migrants for families who ask later. Forensic doctors keep a file on every body found.",
    "en",
)
FILLING = "The committee met on several occasions during spring and agreed about a plan that everybody signed there. "


def codes(opinion: Opinion, facet: str = "objective") -> list[str]:
    return [one.code for one in opinion.suggested(facet)]


def text(words: str, title: str = "A practice") -> Subject:
    return Subject(title, f"{FILLING * 2}{words}", "en")


def lessons(words: str, number: int, *, code: str = "20", others: int = 30) -> Iterable[Lesson]:
    """So many texts with these words about one objective, and others, without the words, about another."""
    for n in range(number):
        yield Lesson(text(f"{words} {n}"), {"objective": (code,)})
    for n in range(others):
        yield Lesson(text(f"Something else happened {n}"), {"objective": ("1",)})


def test_a_text_gets_codes_with_the_words_that_led_to_them_as_they_stand_in_it() -> None:
    first = Opinion(RESCUE).suggested("objective")[0]
    assert (first.code, first.strength) == ("8", "strong")
    assert {"Search and rescue", "missing migrants", "Forensic"} <= set(first.words)


def test_the_same_text_gets_the_same_answer() -> None:
    again = Subject(RESCUE.title, RESCUE.body, RESCUE.language)
    assert Opinion(RESCUE).ranked == Opinion(again).ranked


def test_words_that_are_part_of_others_are_not_told_twice() -> None:
    for one in Opinion(RESCUE).ranked["objective"]:
        assert not any(word != other and word.lower() in other.lower() for word in one.words for other in one.words)


def test_a_word_of_the_title_counts_more() -> None:
    plain, titled = text("They sent remittances."), text("They sent money.", "Remittances")
    scores = [Opinion(subject).ranked["objective"][0] for subject in (plain, titled)]
    assert [one.code for one in scores] == ["20", "20"]
    assert scores[0].score < scores[1].score


def test_a_word_that_comes_again_and_again_counts_for_less_each_time() -> None:
    once, ten, hundred, thousand = (
        Opinion(text("Remittances. " * times)).ranked["objective"][0].score for times in (1, 10, 100, 1000)
    )
    assert once < ten < hundred == thousand < 10 * once


@pytest.mark.parametrize("subject", [Subject(), Subject("Search and rescue"), Subject(body="missing migrants " * 8)])
def test_too_short_a_text_gets_no_suggestion(subject: Subject) -> None:
    assert not subject.is_enough
    assert codes(Opinion(subject)) == []
    assert Opinion(subject).without_words("objective", ["8", "9"]) == []


def test_a_text_in_a_language_that_is_not_read_gets_no_suggestion() -> None:
    portuguese = Subject(RESCUE.title, RESCUE.body, "pt")
    assert codes(Opinion(portuguese)) == []
    assert Opinion(portuguese).without_words("objective", ["23"]) == []


def test_what_is_chosen_is_compared_with_what_the_text_says() -> None:
    opinion = Opinion(RESCUE)
    assert "8" in {one.code for one in opinion.not_chosen("objective", ["20"])}
    assert "8" not in {one.code for one in opinion.not_chosen("objective", ["8", "20"])}
    assert opinion.without_words("objective", ["8", "20"]) == ["20"]


def test_a_word_that_only_the_hub_knows_is_learned_from_its_public_texts() -> None:
    asked = text("They use hawala. Hawala is old. Remittances are newer.")
    before, after = Opinion(asked), Opinion(asked, learn(lessons("hawala", 12)))
    assert "hawala" not in before.ranked["objective"][0].words
    assert after.ranked["objective"][0].code == "20"
    assert "hawala" in after.ranked["objective"][0].words
    assert after.ranked["objective"][0].score > before.ranked["objective"][0].score


def test_a_word_that_a_few_texts_share_teaches_nothing() -> None:
    few = learn(lessons("hawala", SEEN - 1))
    assert ("en:hawala",) not in few.terms


def test_a_word_that_is_met_as_often_as_chance_has_it_teaches_nothing() -> None:
    everywhere = learn(Lesson(text("hawala"), {"objective": (code,)}) for code in ("1", "20") * 20)
    assert CHANCE > 0
    assert ("en:hawala",) not in everywhere.terms


def test_practices_that_disagree_with_the_lexicon_overrule_it_little_by_little() -> None:
    asked = text("Remittances.")
    scores = []
    for number in (0, 1, 10, 100):
        known = learn(Lesson(text("Remittances."), {"objective": ("1",)}) for _ in range(number))
        scores.append(next(one.score for one in Opinion(asked, known).ranked["objective"] if one.code == "20"))
    assert scores == sorted(scores, reverse=True)
    assert scores[1] > 0.8 * scores[0]
    assert scores[3] < 0.3 * scores[0]


def test_a_text_left_out_teaches_as_if_it_had_never_been_there() -> None:
    known = [*lessons("hawala remittances", 8), Lesson(RESCUE, {"objective": ("8",), "principle": ("human-rights",)})]
    for left_out in (known[0], known[-1]):
        others = learn(lesson for lesson in known if lesson is not left_out)
        without = learn(known).without(left_out)
        assert Opinion(RESCUE, without).ranked == Opinion(RESCUE, others).ranked
        assert without.documents == others.documents


def test_without_any_public_text_the_lexicon_speaks_alone() -> None:
    assert learn([]) == Experience(0, {}, {})
    assert Opinion(RESCUE, learn([])).ranked == Opinion(RESCUE).ranked
