"""`hub import` and `hub export`, with practices, experts and discussions."""

import json
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select

from hub import sample, upgrading
from hub.db import db
from hub.errors import Invalid
from hub.exchange import exchange_of
from hub.exchange.importing import Import, Refused
from hub.exchange.reading import LineProblem
from hub.jobs.models import Job
from hub.search import indexing
from repository.models import Practice
from tests.factories import practice
from tests.hub.cli.command import hub

PRACTICE = {
    "title": "Skills of the diaspora mapped", "summary": "What was done.", "benefit_impact": "It helped.",
    "practice_type": "project", "language": "en", "scope": "national", "countries": ["AM"], "start_year": 2021,
    "objectives_primary": ["19"], "lead_organizations": [{"name": "IOM", "category": "un-entity"}],
}  # fmt: skip


@pytest.fixture
def lines(tmp_path: Path) -> Callable[..., str]:
    """Write a file of JSON Lines."""

    def write(*told: dict[str, Any]) -> str:
        path = tmp_path / "lines.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in told))
        return str(path)

    return write


def practices() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Practice)) or 0


def test_lines_arrive_as_drafts_or_published(app: Flask, lines: Callable[..., str]) -> None:
    told = [PRACTICE, PRACTICE | {"title": "An incomplete draft", "summary": None}]
    assert hub("import", "practices", lines(*told)).exit_code == 0
    assert set(db.session.scalars(select(Practice.status))) == {"draft"}
    published = hub("import", "practices", lines(PRACTICE | {"published_at": "2024-05-01T00:00:00Z"}), "--publish")
    assert published.stderr.endswith("1 lines imported, 0 skipped.\n")
    assert practices() == 2, "the same title and lead organization is the same practice"
    (line,) = hub("export", "practices").stdout.splitlines()
    assert json.loads(line)["published_at"] == "2024-05-01T00:00:00Z"


def test_one_wrong_line_leaves_everything_as_it_was(app: Flask, lines: Callable[..., str]) -> None:
    told = [PRACTICE, PRACTICE | {"title": "Short", "countries": ["XX"]}, {"titel": "A spelling mistake"}]
    refused = hub("import", "practices", lines(*told), "--publish")
    assert refused.exit_code == 1
    said = refused.stderr.splitlines()
    assert "line 2: title: Use at least 10 characters." in said
    assert "line 2: countries.0: XX is not one of the choices." in said
    assert "line 3: titel: There is no field of this name." in said
    assert "line 3: title: Please fill this in." in said
    assert said[-1] == "1 lines can be taken, 2 cannot. Nothing was imported."
    assert practices() == 0


def test_the_good_lines_are_taken_where_asked_for(app: Flask, lines: Callable[..., str]) -> None:
    done = hub("import", "practices", lines(PRACTICE, {"title": "Short"}), "--skip-invalid")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == "1 lines imported, 1 skipped."
    assert practices() == 1


def test_a_dry_run_only_checks(app: Flask, lines: Callable[..., str]) -> None:
    checked = hub("import", "practices", lines(PRACTICE), "--dry-run")
    assert (checked.exit_code, practices()) == (0, 0)
    assert hub("import", "practices", lines(PRACTICE, {"title": ""}), "--dry-run").exit_code == 1


def test_what_only_storing_finds_out_names_its_line_too(app: Flask, lines: Callable[..., str]) -> None:
    post = {"author_email": "a@example.org", "created_at": "2025-01-01T00:00:00Z", "body": "Words"}
    thread = {"space": "data", "space_title": "Data", "access": "public", "title": "A question", "language": "en",
              "objectives": [], "author_email": "a@example.org", "created_at": "2025-01-01T00:00:00Z",
              "posts": [post]}  # fmt: skip
    other = thread | {"title": "Another question", "access": "private"}
    refused = hub("import", "discussions", lines(thread, other, thread | {"title": "A third question"}))
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[0].startswith("line 2: access: ")
    assert "nothing was imported" in refused.stderr
    assert hub("export", "discussions").stdout == ""
    taken = hub("import", "discussions", lines(thread, other, thread | {"title": "A third question"}), "--skip-invalid")
    assert taken.stderr.splitlines()[-1] == "2 lines imported, 1 skipped."
    assert len(hub("export", "discussions").stdout.splitlines()) == 2


def test_a_line_that_makes_trouble_when_it_is_stored_leaves_its_neighbours_alone(
    app: Flask, lines: Callable[..., str]
) -> None:
    """Practices are stored many at a time: then each of them by itself."""
    practices_ = exchange_of("practices")

    def store_all(actor: Any, batch: list[Any], **how: Any) -> list[Any]:
        if any("trouble" in one["title"] for one in batch):
            raise Invalid({"title": ["This makes trouble."]})
        return store(actor, batch, **how)

    store = practices_.store_all
    assert store is not None
    told = [PRACTICE | {"title": f"Practice number {n}"} for n in range(5)]
    told.insert(2, PRACTICE | {"title": "A practice that makes trouble"})
    problems: list[LineProblem] = []
    exchange = replace(practices_, store_all=store_all)
    assert Import(exchange, Path(lines(*told)), "jsonl", True, problems.append).store(skip_invalid=True) == 5
    assert problems == [(3, "title", "This makes trouble.")]
    titles = db.session.scalars(select(Practice.title).order_by(Practice.id)).all()
    assert titles == [f"Practice number {n}" for n in range(5)]
    with pytest.raises(Refused):
        Import(exchange, Path(lines(*told)), "jsonl", True, problems.append).store(skip_invalid=False)


def test_a_line_has_to_say_which_thing_it_tells_of_even_as_a_draft(app: Flask, lines: Callable[..., str]) -> None:
    assert "line 1: email: Please fill this in." in hub("import", "experts", lines({"name": "Nobody"})).stderr
    assert "line 1: title: Please fill this in." in hub("import", "practices", lines({"summary": "A text"})).stderr
    assert "line 1: title: Please fill this in." in hub("import", "discussions", lines({"space": "data"})).stderr


def test_an_unknown_kind_of_content_is_said(app: Flask, lines: Callable[..., str]) -> None:
    for command in (("import", "recipes", lines(PRACTICE)), ("export", "recipes")):
        refused = hub(*command)
        assert refused.exit_code == 1
        assert refused.stderr == "Error: recipes is none of: discussions, experts, practices.\n"


def test_an_import_is_indexed_in_a_few_jobs(app: Flask, lines: Callable[..., str], work: Any) -> None:
    told = [PRACTICE | {"title": f"Practice number {n}"} for n in range(60)]
    hub("import", "practices", lines(*told), "--publish")
    jobs = select(func.count()).select_from(Job).where(Job.name == indexing.INDEX_JOB)
    assert db.session.scalar(jobs) == 1
    work()
    assert indexing.differences() == []


def test_drafts_are_only_in_the_export_of_everything(app: Flask) -> None:
    practice("draft", title="Not for everybody yet")
    practice("published")
    assert "Not for everybody yet" not in hub("export", "practices").stdout
    everything = hub("export", "practices", "--all").stdout
    assert "Not for everybody yet" in everything


def test_tables_hold_no_formula(app: Flask, tmp_path: Path) -> None:
    practice(title="=HYPERLINK(1)+cmd|'/C calc'!A0", summary="@SUM(A1:A9) is a formula")
    table = hub("export", "practices", "--format", "csv").stdout
    assert "'=HYPERLINK" in table
    assert "'@SUM" in table
    output = tmp_path / "table.xlsx"
    assert hub("export", "practices", "--output", str(output)).exit_code == 0
    sheet = load_workbook(output).active
    assert sheet is not None
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
    assert "f" not in cells.values()
    assert "'=HYPERLINK(1)+cmd|'/C calc'!A0" in cells


def test_an_export_that_fails_leaves_the_old_file(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practice()
    output = tmp_path / "table.xlsx"
    output.write_text("of yesterday")
    monkeypatch.setattr("hub.exchange.writing.XLSX_CELL", 10)
    refused = hub("export", "practices", "--output", str(output))
    assert refused.exit_code == 1
    assert "choose jsonl or csv" in refused.stderr
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["table.xlsx"]
    assert output.read_text() == "of yesterday"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What a hub with the sample data exports, in a folder."""
    folder = tmp_path_factory.mktemp("exported")
    env = {"HUB_DATA_DIR": str(folder / "var")}
    assert hub("upgrade", env=env).exit_code == 0
    assert hub("sample-data", env=env).exit_code == 0
    for name, more in (("practices", ()), ("experts", ("--all",)), ("discussions", ("--all",))):
        for form in ("jsonl", "csv"):
            output = str(folder / f"{name}.{form}")
            assert hub("export", name, "--output", output, *more, env=env).exit_code == 0
    yield folder


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_export_import_export_is_the_same_byte_for_byte(
    exported: Path, make_hub: Callable[..., Flask], kind: str, form: str
) -> None:
    with make_hub(kind).app_context():
        upgrading.upgrade()
        for name in ("practices", "discussions"):
            taken = hub("import", name, str(exported / f"{name}.{form}"), "--publish")
            assert taken.exit_code == 0, taken.stderr
            everything = ("--all",) if name == "discussions" else ()
            again = hub("export", name, *everything).stdout_bytes
            assert again == (exported / f"{name}.jsonl").read_bytes()


def test_experts_come_back_verified(exported: Path, make_hub: Callable[..., Flask]) -> None:
    with make_hub("sqlite").app_context():
        upgrading.upgrade()
        assert hub("import", "experts", str(exported / "experts.csv"), "--publish").exit_code == 0
        told = [json.loads(line) for line in (exported / "experts.jsonl").read_text().splitlines()]
        again = [json.loads(line) for line in hub("export", "experts", "--all").stdout.splitlines()]
        assert again == [expert | {"status": "verified"} for expert in told]


def test_the_public_export_names_no_address_of_anybody(exported: Path) -> None:
    env = {"HUB_DATA_DIR": str(exported / "var")}
    public = "".join(hub("export", name, env=env).stdout for name in ("practices", "experts", "discussions"))
    assert len(public) > 100_000
    assert [person["email"] for person in sample.people() if person["email"] in public] == []


@pytest.mark.one_database
def test_memory_stays_small_however_long_the_file_is(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.jsonl"
    with path.open("w") as file:
        for n in range(8_000):
            file.write(json.dumps({"title": f"Practice number {n}", "summary": "A long text. " * 100}) + "\n")
    assert path.stat().st_size > 10_000_000
    tracemalloc.start()
    assert hub("import", "practices", str(path), "--dry-run").exit_code == 0
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"


@pytest.mark.one_database
@pytest.mark.parametrize("name", ["practices", "experts", "discussions"])
def test_the_examples_of_the_documentation_say_the_same_in_both_forms(app: Flask, name: str) -> None:
    """The second form finds what the first one brought, and changes nothing."""
    told = []
    for form in ("jsonl", "csv"):
        taken = hub("import", name, str(EXAMPLES / f"{name}.{form}"), "--publish")
        assert taken.stderr.endswith("1 lines imported, 0 skipped.\n")
        told.append(hub("export", name, "--all").stdout)
    assert told[0] == told[1]
    assert len(told[0].splitlines()) == 1
