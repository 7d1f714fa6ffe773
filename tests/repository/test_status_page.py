"""The page on which authors see where their practice stands: what is to be done comes first."""

import re
from datetime import timedelta

import pytest

from hub import clock
from repository import operations
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository.reviewing import Scene

POINTS = [{"text": "Say how many.", "field": "summary", "needs_answer": True}]


def places(page: str, *words: str) -> list[int]:
    return [page.index(each) for each in words]


def test_requested_changes_come_first_and_answering_them_is_the_main_thing_to_do(client: HubClient) -> None:
    scene = Scene()
    scene.decide("changes_requested", points=POINTS)
    author, path = client.as_(scene.submitter), f"/practices/{scene.practice.slug}/status"
    page = author.get(path).text
    order = places(page, 'class="clock"', "Say how many.", "Answer the points", "<h2>Letters", 'id="completeness"')
    assert order == sorted(order)
    assert re.findall(r'class="btn primary"[^>]*>([^<]*)', page[page.index('id="main"') :]) == ["Answer the points"]
    assert "<summary>What reviewers often ask" in page
    operations.answer_points(scene.submitter, scene.practice, [{"number": 1, "state": "done", "answer": "400."}])
    page = author.get(path).text
    order = places(page, "Say how many.", "Answer the points", "Submit again", 'id="completeness"')
    assert order == sorted(order)
    assert re.findall(r'class="btn primary"[^>]*>([^<]*)', page[page.index('id="main"') :]) == ["Submit again"]


def test_a_draft_sees_openly_what_reviewers_often_ask(client: HubClient) -> None:
    made = practice("draft")
    page = client.as_(made.submitter).get(f"/practices/{made.slug}/status").text
    assert "<h3>What reviewers often ask" in page


def test_a_request_for_withdrawal_stands_on_top_of_the_status(client: HubClient) -> None:
    writer = user("focal_point")
    made = practice(submitter=writer)
    path = f"/practices/{made.slug}/status"
    assert "for the withdrawal" not in client.as_(writer).get(path).text
    operations.ask_withdrawal(writer, made, "It is old.")
    made_by, others = client.as_(writer).get(path).text, client.as_(user("secretariat")).get(path).text
    assert made_by.index("You asked on") < made_by.index("Your practice is public.")
    assert f'<a href="/practices/{made.slug}/withdrawal">See the request</a>' in made_by
    assert "Its authors asked on" in others


@pytest.mark.parametrize("status", ["submitted", "screening", "under_review", "approved", "draft"])
def test_who_has_submitted_reads_how_the_text_can_still_be_changed(client: HubClient, status: str) -> None:
    made = practice(status, status_since=clock.now() - timedelta(days=1))
    page = client.as_(made.submitter).get(f"/practices/{made.slug}/status").text
    assert ("write to the secretariat" in page) is (status in ("submitted", "screening", "under_review"))
