"""What the pages of the repository say to whom."""

import html
import re

from repository import operations
from repository.schemas import PracticeSchema
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


def test_what_a_step_lacks_is_named_as_the_form_names_it(client: HubClient) -> None:
    made = practice("draft", benefit_impact=None, start_year=None)
    author, path = client.as_(made.submitter), f"/practices/{made.slug}"
    refused = author.post(f"{path}/transitions", data={"to": "submitted"})
    assert refused.status_code == 422
    shown = re.findall(r'<a href="([^"]*#f-(\w+))">([^<]*)</a>', refused.text.partition('role="alert"')[2])
    labels = {name: str(PracticeSchema().fields[name].metadata["label"]) for name in ("benefit_impact", "start_year")}
    assert {name: html.unescape(label) for _url, name, label in shown} == labels
    assert {author.get(url).status_code for url, _name, _label in shown} == {200}


def test_what_an_update_lacks_is_named_as_its_form_names_it(client: HubClient) -> None:
    made = practice()
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/update"
    operations.write_update(made.submitter, made, {"title": "Another title altogether"})
    refused = author.post(f"{path}/transitions", data={"to": "submitted"})
    assert refused.status_code == 422
    assert f'(<a href="{path}/edit#f-note">What is new</a>)' in refused.text
