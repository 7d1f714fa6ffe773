"""The journey of a workbook: downloaded, filled, checked, loaded; and for whom it waits."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from hub.db import db
from hub.paper.aside import MOST, SECONDS
from hub.paper.packages import EXCEL, MAX_BYTES
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import user
from tests.repository import office
from tests.repository.workbook import GOOD, filled, of_our_own

pytestmark = pytest.mark.one_database


def send(who: HubClient, content: bytes, name: str = "practices.xlsx") -> Any:
    return who.post("/practices/workbook", **office.upload(content, name))


def drafts() -> list[Practice]:
    return list(db.session.scalars(db.select(Practice).order_by(Practice.id)))


@pytest.fixture
def two(app: Flask) -> bytes:
    with app.test_request_context():
        return filled(GOOD, {"title": "Only a title for now"})


@pytest.fixture
def half(app: Flask) -> bytes:
    with app.test_request_context():
        return filled(GOOD | {"start_year": "20220"}, GOOD)


def test_a_workbook_becomes_drafts_with_what_each_still_needs(client: HubClient, two: bytes) -> None:
    person = user("focal_point")
    focal = client.as_(person)
    assert "/practices/workbook" in focal.get("/practices/new").text
    page = focal.get("/practices/workbook")
    assert "/practices/workbook.xlsx" in page.text
    template = focal.get("/practices/workbook.xlsx")
    assert template.mimetype == EXCEL.media_type
    assert load_workbook(io.BytesIO(template.data)).sheetnames == ["Practices", "How to", "Choices"]
    sent = send(focal, two)
    assert sent.status_code == 302
    checked = focal.get(sent.location).text
    assert "2 practices can be taken" in checked and "Only a title for now" in checked
    assert drafts() == [], "nothing is loaded before somebody says so"
    loaded = focal.post(sent.location)
    assert (loaded.status_code, loaded.location) == (302, sent.location)
    one, other = drafts()
    assert (one.status, one.submitter_id, one.countries) == ("draft", person.id, ("KE", "TZ"))
    result = focal.get(sent.location).text
    assert f"/practices/{one.slug}/status" in result and f"/practices/{other.slug}/status" in result
    assert "Nothing: it is complete." in result and "Summary, " in result
    assert focal.post(f"/practices/{one.slug}/transitions", data={"to": "submitted"}).status_code == 302
    assert focal.post(sent.location).status_code == 302
    assert len(drafts()) == 2, "a second click loads nothing again"


def test_problems_are_listed_and_nothing_is_loaded_but_the_good_rows_on_purpose(client: HubClient, half: bytes) -> None:
    focal = client.as_(user("focal_point"))
    place = send(focal, half).location
    page = focal.get(place).text
    assert "1 problem" in page and "1 practice can be taken" in page
    for words in ("Practices", "First year", ">I<", "Give a whole number from 1950 to 2100."):
        assert words in page
    assert focal.post(place).status_code == 422
    assert drafts() == []
    assert focal.get(place).status_code == 200, "it waits on"
    marked = focal.get(f"{place}/marked.xlsx")
    assert "Give a whole number" in load_workbook(io.BytesIO(marked.data)).worksheets[0]["I2"].comment.text
    assert focal.post(place, data={"good": "1"}).status_code == 302
    assert [practice.start_year for practice in drafts()] == [2020]


def test_a_workbook_waits_for_whoever_sent_it_alone(client: HubClient, half: bytes) -> None:
    place = send(client.as_(user("focal_point")), half).location
    for who in (user("focal_point"), user("secretariat")):
        stranger = client.as_(who)
        for answer in (
            stranger.get(place),
            stranger.get(f"{place}/marked.xlsx"),
            stranger.post(place, data={"good": "1"}),
        ):
            assert answer.status_code == 302 and "marked" not in answer.location
        assert GOOD["title"] not in stranger.get(place, follow_redirects=True).text
    assert drafts() == []
    guest = client.as_(None)
    for path in ("/practices/workbook", "/practices/workbook.xlsx", place, f"{place}/marked.xlsx"):
        assert guest.get(path).status_code == 302
        assert "/login" in guest.get(path).location
    assert guest.post("/practices/workbook").status_code == guest.post(place).status_code == 401


@pytest.mark.parametrize("token", ["x", "..%2f..%2fsecret_key", "a" * 22, "a" * 500, "%00"])
def test_a_workbook_that_is_no_longer_there_is_told(client: HubClient, token: str) -> None:
    focal = client.as_(user("focal_point"))
    for answer in (focal.get(f"/practices/workbook/{token}"), focal.post(f"/practices/workbook/{token}")):
        assert answer.status_code in (302, 404)
    assert "no longer here" in focal.get(f"/practices/workbook/{'a' * 22}", follow_redirects=True).text


def test_workbooks_are_kept_for_an_hour_and_few_of_each_person(client: HubClient, app: Flask, two: bytes) -> None:
    focal = client.as_(user("focal_point"))
    folder = Path(app.config["HUB_DATA_DIR"]) / "aside"
    places = [send(focal, two).location for _again in range(MOST + 2)]
    assert len(list(folder.iterdir())) == MOST
    assert focal.get(places[-1]).status_code == 200
    for path in folder.iterdir():
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - SECONDS - 1))
    assert focal.get(places[-1]).status_code == 302
    send(focal, two)
    assert len(list(folder.iterdir())) == 1


def test_nobody_has_a_workbook_read_without_end(client: HubClient, half: bytes, limits_on: None) -> None:
    focal = client.as_(user("focal_point"))
    place = send(focal, half).location
    for ask, most in (
        (lambda: focal.get(place), 30),
        (lambda: focal.post(place), 10),
        (lambda: focal.get(f"{place}/marked.xlsx"), 10),
    ):
        statuses = [ask().status_code for _again in range(most + 1)]
        assert 429 not in statuses[:most] and statuses[most] == 429


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("practices.xlsx", b"", "not empty"),
        ("practices.xlsx", b"%PDF-1.7", "This is a PDF."),
        ("practices.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has to end with .xlsx"),
        ("practices.csv", b"title\n=1+1", "has to end with .xlsx"),
        ("../../practices.xlsx", b"PK\x03\x04 not an archive", "damaged"),
        ("practices.xlsx", b"PK\x03\x04" + bytes(MAX_BYTES), "10 MB"),
        ("practices.xlsx", of_our_own(["A", "B"]), "No sheet of this workbook names the fields."),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_beside_the_field(
    client: HubClient, name: str, content: bytes, words: str
) -> None:
    answer = send(client.as_(user()), content, name)
    assert answer.status_code == 422
    assert words in answer.text and 'id="f-file-err"' in answer.text
    assert "Choose a file first." in client.as_(user()).post("/practices/workbook").text
