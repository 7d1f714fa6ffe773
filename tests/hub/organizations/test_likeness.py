"""Which names are taken for names of one organization, and which only look alike."""

import pytest

from hub.taxonomy.organizations.likeness import REASONS, likely_pairs, likeness

ALIKE = [
    ("The International Rivers Organization", "International Rivers Organization, Inc.", "same"),
    ("Rivers and Bridges", "Rivers & Bridges", "same"),
    ("المنظمة الدولية للأنهار", "منظمة دولية للأنهار", "same"),
    ("International Organisation for Rivers", "International Organization for Rivers", "spelling"),
    ("Internatoinal Organization for Rivers", "International Organization for Rivers", "spelling"),
    ("Centre for Rivers", "Center for Rivers", "spelling"),
    ("Government of Nepla", "Government of Nepal", "spelling"),
    ("IRO", "International Rivers Organization", "acronym"),
    ("I.R.O.", "The International Organization of Rivers", None),
    ("Office of Rivers and Bridges", "ORB", "acronym"),
]
FALSE_FRIENDS = [
    ("Government of Nepal", "Government of Mali"),
    ("Government of Niger", "Government of Nigeria"),
    ("Government of Mali", "Government of Malta"),
    ("Ministry of Labour of Nepal", "Ministry of Labour of Mali"),
    ("Ministry of Labour (Iran)", "Ministry of Labour (Iraq)"),
    ("Ministère du Travail du Sénégal", "Ministère du Travail du Mali"),
    ("وزارة العمل في تونس", "وزارة العمل في المغرب"),
    ("MOL", "Ministry of Labour"),
    ("Austrian Red Cross", "Australian Red Cross"),
    ("Slovenian Red Cross", "Slovakian Red Cross"),
    ("School 12", "School 13"),
    ("Red Cross", "Red Crescent"),
    ("RC", "Red Cross"),
    ("International Rivers Organization", "International Roads Organization"),
    ("Care", "Cure"),
    ("UNECE", "UNECA"),
    ("UNHRC", "UNHCR"),
    ("", "!!!"),
]


@pytest.mark.parametrize(("one", "other", "reason"), ALIKE)
def test_names_that_may_mean_the_same_are_told_with_the_reason(one: str, other: str, reason: str | None) -> None:
    for a, b in ((one, other), (other, one)):
        found = likeness(a, b)
        assert (found.reason if found else None) == reason
        assert found is None or (found.reason in REASONS and 0 < found.score <= 100)


@pytest.mark.parametrize(("one", "other"), FALSE_FRIENDS)
def test_false_friends_are_not_taken_for_the_same(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one) is None


def test_all_pairs_are_found_among_many_names() -> None:
    names = [name for one, other, reason in ALIKE if reason for name in (one, other)]
    owned = list(enumerate(dict.fromkeys(names)))
    number = {name: owner for owner, name in owned}
    expected = {frozenset((number[one], number[other])) for one, other, reason in ALIKE if reason}
    assert expected <= {frozenset(pair) for pair in likely_pairs(owned)}
    friends = [name for pair in FALSE_FRIENDS for name in pair]
    assert likely_pairs(enumerate(dict.fromkeys(friends))) == {}


def test_the_names_of_one_organization_are_no_pair() -> None:
    assert likely_pairs([(1, "International Rivers Organization"), (1, "IRO"), (2, "Bridges")]) == {}


def test_the_likeliest_reason_counts() -> None:
    pairs = likely_pairs(
        [(1, "International Rivers Organization"), (2, "IRO"), (2, "The International Rivers Organization")]
    )
    assert pairs[(1, 2)].reason == "same"
