"""Files of exactly what the filters show, as everybody may read it."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import insert

from hub.auth.actors import GUEST
from hub.db import db, transaction
from repository.exchange.lines import COLUMNS, public_rows
from repository.models import Practice
from repository.queries.finding import published
from tests.clients import HubClient
from tests.factories import practice, user
from tests.hub.cli.command import hub

CANARY = "focal.canary@example.org"
CONTACT = {"name": "Focal Canary", "email": CANARY, "role": None}


@pytest.fixture
def some(work: Any) -> None:
    """Practices to choose from, and others that nobody may see."""
    practice(countries=["KE"], focal_point=CONTACT, title="Mapping the skills of migrants")
    practice(countries=["MA"], objectives_primary=["3"], title="Служба информации für Zürich 移民")
    practice(countries=["KE", "MA"], partners=[{"name": "A; b", "category": None}], focal_point=CONTACT)
    practice("draft", countries=["KE"], title="A draft that nobody may see", focal_point=CONTACT)
    practice("archived", countries=["KE"], title="An archived one, not for anybody")
    work()


def jsonl(answer: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.text.splitlines()]


def sheets(answer: Any) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows of the sheet about the file, and of the sheet with the practices."""
    book = load_workbook(io.BytesIO(answer.data))
    about, data = book.worksheets
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    return list(about.values), list(data.values)


QUERIES = ("", "country=KE", "country=KE&country=MA&objective=3", "q=skills", "q=mapping&country=MA",
           "year=2021&sort=title", "organization=a-b", "country=XX&country=KE")  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_each_form_holds_exactly_what_the_page_shows(client: HubClient, some: None, query: str) -> None:
    shown = {item["slug"] for item in client.get(f"/api/v1/practices?{query.replace('country=XX&', '')}").json["items"]}
    page = client.get(f"/practices?{query}").text
    assert all(f'href="/practices/{slug}"' in page for slug in shown)
    lines = jsonl(client.get(f"/practices/export.jsonl?{query}"))
    assert {line["slug"] for line in lines} == shown
    assert len(lines) == len(shown)
    table = list(csv.DictReader(io.StringIO(client.get(f"/practices/export.csv?{query}").text)))
    assert [row["slug"] for row in table] == [line["slug"] for line in lines]
    _about, data = sheets(client.get(f"/practices/export.xlsx?{query}"))
    column = data[0].index("slug")
    assert [row[column] for row in data[1:]] == [line["slug"] for line in lines]


def test_the_whole_list_is_what_hub_export_gives_out(client: HubClient, some: None) -> None:
    for form in ("jsonl", "csv"):
        assert client.get(f"/practices/export.{form}").data == hub("export", "practices", "--format", form).stdout_bytes


def test_no_reader_gets_more_than_everybody(client: HubClient, some: None) -> None:
    everybody = client.get("/practices/export.jsonl").data
    assert len(everybody.splitlines()) == 3
    writer = user("focal_point")
    practice("draft", submitter=writer, title="A draft of this very reader")
    for reader in (writer, user("secretariat"), user("reviewer")):
        for form in ("jsonl", "csv", "xlsx"):
            for prefix in ("", "/api/v1"):
                answer = client.as_(reader).get(f"{prefix}/practices/export.{form}")
                assert answer.status_code == 200
                assert form == "xlsx" or "anary" not in answer.text
                if form == "jsonl":
                    assert answer.data == everybody
        assert "anary" not in str(sheets(client.as_(reader).get("/practices/export.xlsx")))


def test_the_columns_are_those_of_the_import_without_what_is_not_public(client: HubClient, some: None) -> None:
    (first, *_rest) = jsonl(client.get("/practices/export.jsonl"))
    assert tuple(first) == COLUMNS
    assert not {"focal_point", "status"} & set(first)


def test_a_withdrawn_practice_is_in_no_file_whether_a_worker_runs_or_not(client: HubClient, some: None) -> None:
    with transaction():
        for made in db.session.scalars(published_ones()):
            made.status = "archived"
    for query in ("", "q=skills"):
        assert client.get(f"/practices/export.jsonl?{query}").data == b""


def published_ones() -> Any:
    return published(GUEST, {})


def test_cells_that_a_spreadsheet_would_run_are_made_harmless(client: HubClient, work: Any) -> None:
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "=HYPERLINK(1)|cmd"):
        partners, links = [{"name": text, "category": None}], [{"label": text, "url": "https://example.org"}]
        practice(summary=f"{text} of it", title=f"{text} as title", subnational=text, partners=partners, links=links)
    work()
    rows = csv.reader(io.StringIO(client.get("/practices/export.csv").text))
    about, data = sheets(client.get("/practices/export.xlsx", query_string={"q": "=HYPERLINK(1) OR title"}))
    cells = [str(cell) for line in (*rows, *about, *data) for cell in line if cell]
    assert "'=1+1 as title" in cells and "'+1" in cells and "'=HYPERLINK(1) OR title" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_a_workbook_says_when_it_was_made_of_what_and_how_to_name_the_source(client: HubClient, some: None) -> None:
    about = dict(sheets(client.get("/practices/export.xlsx?country=KE&country=MA&q=of"))[0])
    assert about["Country"] == "Kenya, Morocco"
    assert about["Words looked for"] == "of"
    assert about["Address of the list"] == "http://localhost/practices?country=KE&country=MA&q=of"
    assert about["Made on"].endswith("UTC")
    assert "lead organization" in about["If you use a practice"]
    assert (
        int(about["Number of practices"])
        == len(sheets(client.get("/practices/export.xlsx?country=KE&country=MA&q=of"))[1]) - 1
    )


def test_files_are_to_be_saved_under_a_name_that_tells_the_day(client: HubClient, some: None) -> None:
    for form, media in (("csv", "text/csv"), ("jsonl", "application/jsonl")):
        answer = client.get(f"/practices/export.{form}", buffered=False)
        assert answer.mimetype == media
        assert answer.is_streamed
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=practices-20")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.data


def test_the_page_tells_how_many_lines_the_files_have(client: HubClient, some: None) -> None:
    page = client.get("/practices?country=KE&sort=title").text
    assert "Download these 2 practices:" in page
    for form in ("csv", "xlsx", "jsonl"):
        assert f'href="/practices/export.{form}?country=KE&amp;sort=title"' in page
    assert "Download" not in client.get("/practices?country=BT").text


def test_there_are_no_other_forms(client: HubClient) -> None:
    for form in ("xml", "csv2", ""):
        assert client.get(f"/practices/export.{form}").status_code == 404


def test_a_program_gets_the_same_and_learns_what_it_got_wrong(client: HubClient, some: None) -> None:
    same = client.get("/practices/export.jsonl?country=KE").data
    assert client.get("/api/v1/practices/export.jsonl?country=KE").data == same
    refused = client.get("/api/v1/practices/export.jsonl?country=XX")
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "country")


def test_nobody_can_ask_for_files_without_end(client: HubClient, some: None, limits_on: None) -> None:
    answers = [client.get("/practices/export.jsonl?country=BT").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


@pytest.mark.one_database
def test_an_export_holds_only_some_practices_at_a_time(app: Flask) -> None:
    with transaction():
        rows = [{"slug": f"practice-{n}", "status": "published", "summary": "A long text. " * 300} for n in range(900)]
        db.session.execute(insert(Practice), rows)

    def sizes() -> Iterator[int]:
        tracemalloc.start()
        for row in public_rows(published_ones()):
            yield len(row["summary"])

    assert sum(sizes()) > 3_400_000
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12_000_000


def test_no_transaction_stays_open_while_somebody_reads_slowly(app: Flask, some: None) -> None:
    rows = public_rows(published_ones())
    db.session.remove()
    next(rows)
    assert not db.session().in_transaction()
    assert db.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert len(list(rows)) == 2
