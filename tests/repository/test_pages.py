"""What the pages of the repository say to whom."""

import re

from tests.clients import HubClient
from tests.factories import practice, review, user


def test_a_member_finds_the_way_back_to_their_drafts(client: HubClient) -> None:
    assert 'href="/practices/mine"' in client.as_(user()).get("/practices").text
    assert 'href="/practices/mine"' not in client.get("/practices").text


def test_nobody_is_invited_to_discuss_what_is_not_public(client: HubClient) -> None:
    desk = client.as_(user("secretariat"))
    assert "Discussions about this" in desk.get(f"/practices/{practice().slug}").text
    assert "Discussions about this" not in desk.get(f"/practices/{practice('submitted').slug}").text


def test_years_are_told_in_words(client: HubClient) -> None:
    pages = [
        client.get(f"/practices/{practice(start_year=2021, end_year=end).slug}").text for end in (None, 2021, 2023)
    ]
    assert [re.findall(r"<dt>Years</dt><dd>(.*?)</dd>", page) for page in pages] == [
        ["Since 2021"], ["2021"], ["2021 to 2023"],
    ]  # fmt: skip


def test_the_summary_of_errors_in_a_review_names_each_criterion(client: HubClient) -> None:
    reviewer = user("reviewer")
    mine = review(practice("under_review"), "declared", reviewer=reviewer)
    page = client.as_(reviewer).post(f"/practices/reviews/{mine.id}", data={"version": "1"}).text
    links = re.findall(r'<li><a href="#f-\w+_comment">(.*?)</a>', page)
    assert len(links) == len(set(links)) == 7


def test_only_what_cannot_be_left_out_is_marked_as_required(client: HubClient) -> None:
    made = practice("draft")
    author = client.as_(made.submitter)
    pages = "".join(author.get(f"/practices/{made.slug}/edit/{step}").text for step in ("who", "more"))
    assert re.search(r'<input[^>]* id="f-lead_organizations-0-name"[^>]* required', pages)
    assert not re.search(r'<input[^>]* id="f-(donors-0-name|links-0-url)"[^>]* required', pages)


def test_the_title_of_a_page_says_that_something_is_wrong(client: HubClient) -> None:
    answer = client.as_(user()).post("/practices/new", data={"title": "x", "start_year": "soon"})
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
