"""What is exported can be taken into an empty hub and exported again: the same, byte for byte in JSON Lines."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hub import upgrading
from hub.db import Base, db, transaction
from hub.slugs import unique_slug
from hub.taxonomy import VOCABULARIES
from repository.models import Practice
from repository.models.practice import MARKDOWN_FIELDS
from repository.workflow import EDITABLE, STATES
from tests.factories import practice, review
from tests.hub.cli.command import hub

ODD = (
    "\u0301\u0958\u202e\x00\x1b\u2028\u2029\x85\ufeff\u200b\u00a0\ud800\udfffé e\u0323\u0307İßﬃ\r\n\t"
    "\"'\\=+-@;[]{}<&|#*`中عи😀"
)


def texts(most: int, least: int = 0) -> Any:
    """What people and programs may send, as far as a field takes it."""
    return st.text(st.one_of(st.sampled_from(ODD), st.characters()), min_size=least, max_size=most)


def codes(vocabulary: str, most: int = 4, least: int = 0) -> Any:
    known = st.sampled_from(VOCABULARIES[vocabulary].codes)
    return st.lists(known, min_size=least, max_size=most, unique=True)


NAMES = st.one_of(st.sampled_from(["IOM", "iom ", "Ministry of Labour"]), texts(40, 1).map(lambda t: f"Office {t}"))
ORGANIZATIONS = st.lists(
    st.fixed_dictionaries({"name": NAMES, "category": st.sampled_from([None, "academia", "youth"])}), max_size=3
)
TEXTS = {name: st.one_of(st.none(), texts(60)) for name in MARKDOWN_FIELDS}
LINES = st.fixed_dictionaries(
    TEXTS
    | {
        "summary": texts(60).map(lambda t: f"What was done. {t}"),
        "benefit_impact": texts(60).map(lambda t: f"It helped.\n\n{t}"),
        "title": st.one_of(st.just("The very same title"), texts(40).map(lambda t: f"A practice on {t}")),
        "practice_type": st.sampled_from(VOCABULARIES["practice-types"].codes),
        "language": st.sampled_from(["en", "ar", "tg"]), "scope": st.sampled_from(["regional", "global"]),
        "countries": codes("countries"), "regions": codes("regions"), "subnational": st.one_of(st.none(), texts(30)),
        "start_year": st.integers(1950, 2020), "end_year": st.sampled_from([None, 2020, 2100]),
        "lead_organizations": st.lists(st.fixed_dictionaries({"name": NAMES}), min_size=1, max_size=2),
        "partners": ORGANIZATIONS, "donors": ORGANIZATIONS,
        "objectives_primary": codes("objectives").map(lambda found: [c for c in found if int(c) < 12] or ["8"]),
        "objectives_secondary": codes("objectives").map(lambda found: [c for c in found if int(c) > 12]),
        "principles": codes("principles"), "sdgs": codes("sdgs"), "source": st.one_of(st.none(), texts(30)),
        "links": st.lists(st.fixed_dictionaries({"label": texts(20, 1).map(lambda t: f"x{t}"),
                                                 "url": st.just("https://example.org/?a=1&b=ü")}), max_size=2),
        "focal_point": st.one_of(st.none(), st.fixed_dictionaries(
            {}, optional={"name": texts(10), "role": st.none(), "email": st.just("İ.Name@Example.org")})),
        "published_at": st.datetimes(datetime(2019, 1, 1), datetime(2024, 1, 1)).map(lambda m: m.isoformat()),
        "status": st.sampled_from(list(STATES)),
    },
    optional={"slug": st.sampled_from(["a-name", "a-name-0123456789ab", "x" * 80 + "-0123456789ab", "NO slug", "me"])},
)  # fmt: skip


def incomplete(line: dict[str, Any], left_out: list[str]) -> dict[str, Any]:
    """What is still being written may lack anything but a name."""
    if line["status"] not in EDITABLE:
        return line
    kept = {name: value for name, value in line.items() if name not in left_out}
    return kept if kept.get("title") or kept.get("slug") else kept | {"slug": "a-draft-without-a-title"}


DRAFTY = st.builds(incomplete, LINES, st.lists(st.sampled_from(["title", "summary", "links", "start_year", "donors"])))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=st.lists(DRAFTY, min_size=1, max_size=6))
def test_whatever_practices_hold_they_come_back_the_same(app: Flask, tmp_path: Path, lines: list[Any]) -> None:
    empty()
    first = exported_after_import(
        tmp_path, "".join(json.dumps(line) + "\n" for line in lines).encode(), "--skip-invalid"
    )
    empty()
    assert exported_after_import(tmp_path, first) == first


def exported_after_import(folder: Path, lines: bytes, *more: str) -> bytes:
    (folder / "lines.jsonl").write_bytes(lines)
    taken = hub("import", "practices", str(folder / "lines.jsonl"), "--publish", *more)
    assert more or taken.exit_code == 0, taken.stderr
    return hub("export", "practices", "--all").stdout_bytes


def empty() -> None:
    """An empty hub."""
    db.session.remove()
    with transaction():
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "freshness":
                db.session.execute(table.delete())


def stored() -> list[Practice]:
    """What is there now, oldest first: an import forgets what was loaded."""
    return list(db.session.scalars(select(Practice).order_by(Practice.id)))


def again(folder: Path, *more: str) -> tuple[bytes, bytes]:
    """An export, and the export after it was taken into an empty hub."""
    first = hub("export", "practices", *more).stdout_bytes
    empty()
    (folder / "lines.jsonl").write_bytes(first)
    taken = hub("import", "practices", str(folder / "lines.jsonl"), "--publish")
    assert taken.exit_code == 0, taken.stderr
    return first, hub("export", "practices", *more).stdout_bytes


def test_practices_in_every_state_come_back_in_it(app: Flask, tmp_path: Path) -> None:
    for state in STATES:
        practice(state, title=f"A practice that is {state}")
    practice("draft", title=None, summary=None, lead_organizations=[])
    review(practice("under_review", focal_point={"name": "A", "email": None, "role": None}))
    first, second = again(tmp_path, "--all")
    assert first == second
    assert len(first.splitlines()) == len(STATES) + 2
    assert {json.loads(line)["status"] for line in second.splitlines()} == set(STATES)


def test_a_public_export_comes_back_as_it_was(app: Flask, tmp_path: Path) -> None:
    practice(title="An update is asked for here", focal_point={"name": "Not told", "email": None, "role": None})
    practice("update_requested", title="An update is asked for there")
    practice("draft")
    first, second = again(tmp_path)
    assert first == second and len(first.splitlines()) == 2


def test_two_practices_of_one_title_and_lead_stay_two(app: Flask, tmp_path: Path) -> None:
    leads = [{"name": "Ministry", "category": "member-state"}]
    for n in range(3):
        practice(title="The very same title", lead_organizations=leads, start_year=2015 + n)
    first, second = again(tmp_path)
    assert first == second and len(first.splitlines()) == 3
    backwards = tmp_path / "backwards.jsonl"
    backwards.write_bytes(b"".join(reversed(first.splitlines(keepends=True))))
    assert hub("import", "practices", str(backwards), "--publish").exit_code == 0
    assert hub("export", "practices").stdout_bytes == first, "each line finds its own by the address"


def test_the_sample_comes_back_with_all_that_is_not_public(tmp_path: Path, make_hub: Callable[..., Flask]) -> None:
    exports = []
    for lines in (None, "sample.jsonl"):
        with make_hub("sqlite").app_context():
            upgrading.upgrade()
            if lines is None:
                assert hub("sample-data").exit_code == 0
            else:
                assert hub("import", "practices", str(tmp_path / lines), "--publish").exit_code == 0
            exports.append(hub("export", "practices", "--all").stdout_bytes)
            (tmp_path / "sample.jsonl").write_bytes(exports[0])
    assert exports[0] == exports[1]
    assert len({json.loads(line)["status"] for line in exports[0].splitlines()}) > 3


def test_without_publish_all_come_as_drafts_whatever_they_were(app: Flask, tmp_path: Path) -> None:
    for state in ("published", "archived", "under_review"):
        practice(state)
    lines = tmp_path / "lines.jsonl"
    lines.write_bytes(hub("export", "practices", "--all").stdout_bytes)
    empty()
    assert hub("import", "practices", str(lines)).exit_code == 0
    assert [(made.status, made.published_at) for made in stored()] == [("draft", None)] * 3


def test_an_import_takes_nothing_back_that_is_public_here(app: Flask, tmp_path: Path) -> None:
    practice(title="A practice that everybody reads", start_year=2019)
    told = json.loads(hub("export", "practices", "--all").stdout)
    (tmp_path / "lines.jsonl").write_text(json.dumps(told | {"status": "draft", "start_year": 2020}))
    assert hub("import", "practices", str(tmp_path / "lines.jsonl"), "--publish").exit_code == 0
    assert (stored()[0].status, stored()[0].start_year) == ("published", 2020)


def test_a_draft_is_published_by_a_line_that_tells_so(app: Flask, tmp_path: Path) -> None:
    practice("draft", title="A draft that was finished elsewhere")
    told = json.loads(hub("export", "practices", "--all").stdout)
    for status in ("published", None):
        (tmp_path / "lines.jsonl").write_text(json.dumps(told | {"status": status}))
        assert hub("import", "practices", str(tmp_path / "lines.jsonl"), "--publish").exit_code == 0
        assert [made.status for made in stored()] == ["published"]
        with transaction():
            stored()[0].status = "draft"


def test_a_line_at_an_address_of_something_else_is_something_new(app: Flask, tmp_path: Path) -> None:
    practice(title="The practice that is here")
    told = json.loads(hub("export", "practices").stdout)
    other = told | {"title": "Another practice from elsewhere", "lead_organizations": [{"name": "Others"}]}
    corrected = told | {"title": "The practice that is here, renamed"}
    (tmp_path / "lines.jsonl").write_text("\n".join(json.dumps(line) for line in (other, corrected)))
    assert hub("import", "practices", str(tmp_path / "lines.jsonl"), "--publish").exit_code == 0
    assert [made.title for made in stored()] == ["The practice that is here, renamed", other["title"]]


@pytest.mark.parametrize("status", ["nonsense", ["draft"], 7, "Draft"])
def test_a_state_that_is_none_is_told(app: Flask, tmp_path: Path, status: Any) -> None:
    practice("draft")
    told = json.loads(hub("export", "practices", "--all").stdout)
    (tmp_path / "lines.jsonl").write_text(json.dumps(told | {"status": status}))
    refused = hub("import", "practices", str(tmp_path / "lines.jsonl"), "--publish")
    assert refused.exit_code == 1
    assert "line 1: status: " in refused.stderr


def test_what_is_a_name_in_addresses_stays_one_however_long(app: Flask) -> None:
    long = "x" * 80 + "-0123456789ab"
    assert unique_slug(Practice, long) == long
    assert unique_slug(Practice, long + "c") == "x" * 80
    assert unique_slug(Practice, long, taken={long}).startswith("x" * 80 + "-")
