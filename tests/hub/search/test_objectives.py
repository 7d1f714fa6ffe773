"""Whoever searches for an objective by name is led to it, in every language."""

import pytest

from hub.search.objectives import named
from tests.clients import HubClient


@pytest.mark.parametrize(
    "text", ["remittances", "Envois de fonds", "remesas", "التحويلات", "денежные переводы", "汇款"]
)
def test_an_objective_is_found_by_its_name_in_six_languages(text: str) -> None:
    assert named(text) == ["20"]


def test_an_objective_is_found_by_its_full_name_where_no_short_one_fits() -> None:
    assert named('"missing migrants"') == ["8"]


@pytest.mark.parametrize("text", ["", "in", "a", "of", "zzzz", "objective:8"])
def test_words_that_name_no_objective_or_too_many_lead_to_none(text: str) -> None:
    assert named(text) == []


def test_a_search_that_finds_nothing_still_leads_to_the_objective_that_it_names(client: HubClient) -> None:
    assert 'href="/objectives/20"' in client.get("/search?q=remesas").text
