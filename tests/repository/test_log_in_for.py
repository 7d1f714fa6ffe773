"""Who has to log in before writing a practice reads what for, and nothing about any practice."""

import pytest

from tests.clients import HubClient
from tests.factories import practice, user

NEW, INVITED = "Log in to submit a practice", "You are invited to write a practice together"


def test_who_wants_to_submit_a_practice_reads_so_at_the_log_in(client: HubClient) -> None:
    page = client.get(client.get("/practices/new?call=zuqcall").location).text
    assert NEW in page
    assert '<a class="btn secondary" href="/register">Register</a>' in page


def test_who_opens_an_invitation_reads_how_to_log_in_whether_it_is_there_or_not(client: HubClient) -> None:
    page = client.get(client.get("/practices/invitations/never-sent").location)
    assert page.status_code == 200
    assert INVITED in page.text
    assert "register with the address" in page.text


@pytest.mark.parametrize(
    "goal",
    ["", "/", "/inbox", "/practices/zuqslug", "/nothing/at/all", "//elsewhere.example/practices/new",
     "/practices/new/x", "https://elsewhere.example/practices/new", "/practices/%00", "/practices/new\r\nX: y"],
)  # fmt: skip
def test_the_log_in_says_nothing_more_for_any_other_goal(client: HubClient, goal: str) -> None:
    practice("draft", slug="zuqslug", title="Zuqtitle")
    page = client.get("/login", query_string={"next": goal})
    assert page.status_code == 200
    assert not [words for words in (NEW, INVITED, "Zuqtitle") if words in page.text]


def test_the_way_to_ones_practices_and_to_a_new_one_is_on_the_home_page(client: HubClient) -> None:
    mine, new = '<a href="/practices/mine">My practices</a>', 'href="/practices/new">Submit a practice</a>'
    guest, member = client.get("/").text, client.as_(user()).get("/").text
    assert mine not in guest and mine in member
    assert new in guest and new in member
