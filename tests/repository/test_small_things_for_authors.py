"""What authors stumbled over."""

from io import BytesIO

import pytest

from hub.auth.operations import create_token
from hub.errors import Invalid
from repository.completeness import assess
from repository.schemas import PracticeSchema
from tests.clients import HubClient
from tests.factories import practice, user


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.org/report", "https://example.org/report"),
        ("www.example.org", "https://www.example.org"),
        ("Example.org:8080/a.pdf?x=1", "https://Example.org:8080/a.pdf?x=1"),
        ("münchen.example", "https://münchen.example"),
        ("http://example.org", "http://example.org"),
        ("HTTPS://example.org", "HTTPS://example.org"),
    ],
)
def test_a_link_without_its_scheme_is_taken_as_it_was_meant(app: object, typed: str, kept: str) -> None:
    loaded = PracticeSchema().load({"links": [{"label": "Report", "url": typed}]}, partial=True)
    assert loaded["links"][0]["url"] == kept


@pytest.mark.parametrize(
    "typed", ["report.pdf", "javascript:alert(1)", "mailto:a@example.org", "a@example.org", "the report", "example",
              "//x.org", "/practices", "ftp://example.org", "example.org is it", "1.5", "a." * 900]
)  # fmt: skip
def test_what_looks_like_no_host_is_refused_as_before(app: object, typed: str) -> None:
    with pytest.raises(Invalid):
        PracticeSchema().load({"links": [{"label": "Report", "url": typed}]}, partial=True)


def test_a_step_with_a_document_is_not_blank(client: HubClient) -> None:
    made = practice("draft")
    assert assess(made).state("more") == "blank"
    sent = {"file": (BytesIO(b"some text"), "a.txt")}
    client.as_(made.submitter).post(f"/practices/{made.slug}/documents", data=sent)
    assert assess(made).state("more") == "complete"


def test_the_same_document_is_not_attached_twice(client: HubClient) -> None:
    writer = user("focal_point")
    made, other = practice("draft", submitter=writer), practice("draft")
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/documents"
    for name, content, number in (
        ("a.txt", b"one", 1),
        ("a.txt", b"one", 1),
        ("a.txt", b"two", 2),
        ("b.txt", b"one", 3),
    ):
        page = author.post(path, data={"file": (BytesIO(content), name)}, follow_redirects=True).text
        assert len(made.attachments) == number
    assert "is attached" in page
    page = author.post(path, data={"file": (BytesIO(b"one"), "b.txt")}, follow_redirects=True).text
    assert "“b.txt” is attached already." in page
    api = client.api(create_token(writer, label="test", scope="write"))
    refused = api.post(path, data={"file": (BytesIO(b"one"), "b.txt")})
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "file")
    theirs = client.as_(other.submitter)
    theirs.post(f"/practices/{other.slug}/documents", data={"file": (BytesIO(b"one"), "a.txt")})
    assert len(other.attachments) == 1


def test_authors_find_the_update_on_the_public_page_and_others_do_not(client: HubClient) -> None:
    made = practice()
    link = f'<a href="/practices/{made.slug}/update/edit">Write an update</a></li>'
    path = f"/practices/{made.slug}"
    assert link in client.as_(made.submitter).get(path).text
    assert link not in client.as_(user()).get(path).text


def test_the_only_field_of_a_form_does_not_say_that_it_is_required(client: HubClient) -> None:
    made = practice("draft")
    author, path = client.as_(made.submitter), f"/practices/{made.slug}"
    block = author.get(f"{path}/status").text.split('id="authors"')[1].split("</section>")[0]
    assert "E-mail address of a co-author" in block and "(required)" not in block
