"""A practice keeps its address and its versions for ever; who may read which of them."""

import re
from typing import Any

import pytest

from hub.db import transaction
from repository import operations, queries
from repository.models import Practice
from repository.models.version import PUBLISHED
from repository.operations.addresses import free_address
from tests.clients import HubClient
from tests.factories import practice, review, user

OLD, NEW = "Kwanzaquokka was here", "Nothing of the kind"


@pytest.fixture
def corrected(app: Any) -> Practice:
    """A public practice whose text was changed once."""
    made = practice(summary=OLD)
    operations.edit(user("secretariat"), made, {"summary": NEW})
    return made


def test_an_address_that_was_changed_leads_to_the_present_one_with_all_its_pages(client: HubClient) -> None:
    made, desk = practice(title="A practice with an ugly address"), client.as_(user("secretariat"))
    old = made.slug
    answer = desk.post(f"/practices/{old}/address", data={"slug": "A better one"})
    assert answer.location.endswith("/practices/a-better-one/desk")
    for tail in ("", "/versions", "/versions/1", "/versions/compare?from=1&to=1"):
        moved = client.get(f"/practices/{old}{tail}")
        assert (moved.status_code, moved.location) == (308, f"/practices/a-better-one{tail}")
        assert client.get(moved.location).status_code == 200
    moved = client.get(f"/api/v1/practices/{old}/versions?per_page=5&_scheme=x")
    assert (moved.status_code, moved.location) == (308, "/api/v1/practices/a-better-one/versions?per_page=5&_scheme=x")


def test_an_address_that_was_used_is_given_to_nobody_else_and_may_come_back(client: HubClient) -> None:
    made, other, secretariat = practice(title="The first of that name"), practice(), user("secretariat")
    operations.readdress(secretariat, made, "the-first-of-that-name")
    operations.readdress(secretariat, made, "elsewhere")
    with transaction():
        assert free_address("The first of that name") != "the-first-of-that-name"
    desk = client.as_(secretariat)
    for taken in ("the-first-of-that-name", "elsewhere", "new", "ab", "中文"):
        answer = desk.post(f"/practices/{other.slug}/address", data={"slug": taken})
        assert answer.status_code == 422, taken
        assert f'value="{taken}"' in answer.text
    operations.readdress(secretariat, made, "the-first-of-that-name")
    assert client.get("/practices/the-first-of-that-name").status_code == 200
    assert client.get("/practices/elsewhere").location == "/practices/the-first-of-that-name"


def test_the_earlier_address_of_what_is_not_public_tells_nothing(client: HubClient) -> None:
    made = practice("draft")
    old = made.slug
    operations.readdress(user("secretariat"), made, "the-secret-one")
    assert client.get(f"/practices/{old}").status_code == 404
    assert client.as_(made.submitter).get(f"/practices/{old}").status_code == 308
    assert client.as_(user()).get(f"/practices/{made.slug}/address").status_code == 403


def test_readers_find_the_versions_and_what_changed(client: HubClient, corrected: Practice) -> None:
    path = f"/practices/{corrected.slug}"
    assert NEW in client.get(path).text and OLD not in client.get(path).text
    listed = client.get(f"{path}/versions").text
    assert "Version 1" in listed and "Version 2" in listed
    old = client.get(f"{path}/versions/1").text
    assert OLD in old and NEW not in old and "not the present one" in old
    assert f'<link rel="canonical" href="http://localhost{path}">' in old
    assert '<meta name="robots" content="noindex">' in old
    changed = client.get(f"{path}/versions/compare?from=1&to=2").text
    assert "Kwanzaquokka" in changed and "<del>" in changed and "<ins>" in changed
    assert client.get(f"{path}/versions/compare").status_code == 302
    for wrong in ("/versions/3", "/versions/0", f"/versions/{10**30}", "/versions/compare?from=1&to=7"):
        assert client.get(path + wrong).status_code == 404, wrong


def test_a_version_is_shown_with_the_organizations_that_it_had(client: HubClient) -> None:
    made = practice(lead_organizations=[{"name": "Office of Old", "category": "academia"}], partners=[])
    operations.edit(user("secretariat"), made, {"lead_organizations": [{"name": "Office of New", "category": None}]})
    page = client.get(f"/practices/{made.slug}/versions/1").text
    assert "Office of Old" in page and "Office of New" not in page
    assert [each.name for each in queries.practice(made.submitter, made.slug).lead_organizations] == ["Office of New"]


def test_programs_read_the_versions(client: HubClient, corrected: Practice) -> None:
    path = f"/api/v1/practices/{corrected.slug}/versions"
    listed = client.get(path).json
    assert [one["number"] for one in listed["items"]] == [2, 1] and listed["total"] == 2
    assert client.get(listed["items"][0]["url"]).status_code == 200
    one = client.get(f"{path}/1").json
    assert one["content"]["summary"] == OLD and "focal_point" not in one["content"]
    assert client.get(f"{path}/9").status_code == 404
    assert client.get(f"{path}?kind=submitted").status_code == 404
    assert client.get(f"{path}?kind=secret").status_code == 422


def test_what_was_submitted_is_read_by_insiders_alone(client: HubClient) -> None:
    made = practice("draft", summary=OLD)
    operations.move(made.submitter, made, "submitted")
    with transaction():
        made.status = "published"
        made.summary = NEW
    declared, invited = review(made, "declared").reviewer, review(made).reviewer
    path = f"/practices/{made.slug}"
    pages = (f"{path}/versions/1?kind=submitted", f"/api/v1{path}/versions?kind=submitted")
    for person, may in ((made.submitter, True), (user("secretariat"), True), (declared, True), (invited, False),
                        (user(), False), (None, False)):  # fmt: skip
        who = client.as_(person)
        assert (who.get(pages[0]).status_code == 200) == may
        assert (OLD in who.get(pages[0]).text) == may
        assert ("Submitted versions" in who.get(f"{path}/versions").text) == may
        assert (who.get(f"{path}/versions/compare?from=1&to=1&kind=submitted").status_code == 200) == may


def test_a_withdrawn_practice_has_no_public_versions(client: HubClient, corrected: Practice) -> None:
    path = f"/practices/{corrected.slug}"
    tails = ("", "/versions", "/versions/1", "/versions/compare?from=1&to=2")
    before = [client.get(path + tail).status_code for tail in tails]
    operations.move(user("secretariat"), corrected, "archived", "It was never carried out.")
    for tail in tails:
        for place in (path, f"/api/v1{path}"):
            answer = client.get(place + tail)
            assert answer.status_code in ((410,) if "compare" not in tail else (404, 410)), place + tail
            assert OLD not in answer.text and NEW not in answer.text
    assert before == [200] * 4
    assert client.as_(corrected.submitter).get(f"{path}/versions/1").status_code == 200


def test_the_tombstone_keeps_title_and_reason_alone(client: HubClient, corrected: Practice) -> None:
    operations.move(user("secretariat"), corrected, "archived", "It was never carried out.")
    page = client.get(f"/practices/{corrected.slug}").text
    assert corrected.title in page and "It was never carried out." in page and NEW not in page
    problem = client.get(f"/api/v1/practices/{corrected.slug}")
    assert (problem.status_code, problem.mimetype) == (410, "application/problem+json")
    assert problem.json["detail"] == "It was never carried out."
    assert problem.json["withdrawn"]["title"] == corrected.title
    declined = practice("declined")
    operations.move(user("secretariat"), declined, "archived", "Old.")
    assert client.get(f"/practices/{declined.slug}").status_code == 404, "it never was public"


def test_an_import_that_tells_a_practice_again_dates_the_new_version_today(app: Any) -> None:
    made = practice()
    first = queries.versions(made, PUBLISHED)[0]
    values = {"title": made.title, "summary": NEW, "lead_organizations": [{"name": made.lead_organizations[0].name}]}
    operations.store(user("secretariat"), values, publish=True)
    second = queries.versions(made, PUBLISHED)[0]
    assert (second.number, second.content["summary"]) == (2, NEW)
    assert second.at > first.at


def test_the_address_of_a_draft_tells_nothing_of_the_drafts_of_others(app: Any) -> None:
    first, second = practice("draft", title="Hardly known"), practice("draft", title="Hardly known")
    for made in (first, second):
        assert re.fullmatch(r"hardly-known-[0-9a-f]{6}", made.slug), "the first one looks like the second"
