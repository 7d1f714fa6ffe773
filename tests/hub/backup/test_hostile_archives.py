"""Archives that are damaged, or made by somebody who means harm: one line, and nothing is touched."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from hub import upgrading
from hub.auth.models import User
from hub.backup import reading
from hub.db import db
from tests.factories import user
from tests.hub.cli.command import hub

Members = dict[str, bytes]
Manifest = dict[str, Any]


@pytest.fixture(scope="module")
def hub_with_a_person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A hub that none of the archives may change."""
    app = create_app({"HUB_DATA_DIR": str(tmp_path_factory.mktemp("hub")), "HUB_DATABASE_URL": ""})
    with app.app_context():
        upgrading.upgrade()
        user(email="there.before@example.org")
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def target(hub_with_a_person: Flask) -> Iterator[Flask]:
    with hub_with_a_person.app_context():
        yield hub_with_a_person


@pytest.fixture
def good(target: Flask, tmp_path: Path) -> Members:
    """The members of an archive as it should be."""
    path = tmp_path / "good.backup"
    assert hub("backup", str(path)).exit_code == 0
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refused(path: Path) -> str:
    """What is said about an archive; the hub is as it was."""
    before = sorted(path.parent.rglob("*"))
    told = hub("restore", str(path), "--replace")
    assert told.exit_code == 1
    lines = told.stderr.splitlines()
    assert lines[-1].startswith("Error: ")
    assert len(lines) <= 2, "but for the line that tells of the check"
    assert db.session.scalar(select(func.count()).select_from(User)) == 1
    assert sorted(path.parent.rglob("*")) == before
    return lines[-1].removeprefix("Error: ")


def pack(path: Path, members: Members, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def changed(members: Members, name: str, content: bytes, **entry: Any) -> Members:
    """The members with one of them, and what the manifest says of it, replaced."""
    manifest = json.loads(members["manifest.json"])
    manifest["members"][name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()} | entry
    return {**members, name: content, "manifest.json": json.dumps(manifest).encode()}


def with_manifest(members: Members, **values: Any) -> Members:
    return {**members, "manifest.json": json.dumps(json.loads(members["manifest.json"]) | values).encode()}


def test_a_file_that_is_no_archive(target: Flask, tmp_path: Path) -> None:
    path = tmp_path / "hub.backup"
    for content in (b"", b"nonsense", b"PK\x03\x04" + b"\0" * 100, b"PK\x05\x06" + b"\0" * 18):
        path.write_bytes(content)
        assert refused(path)


def test_an_archive_that_was_cut_off_or_damaged(good: Members, tmp_path: Path) -> None:
    path = pack(tmp_path / "hub.backup", good, zipfile.ZIP_STORED)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "is not an archive" in refused(path)
    at = whole.index(b"there.before")
    path.write_bytes(whole[:at] + b"X" + whole[at + 1 :])
    assert "cannot be read from the archive" in refused(path)


@pytest.mark.parametrize(
    ("size", "sha256", "said"),
    [
        (None, "0" * 64, "tables/user_account.jsonl is damaged: its checksum is another one."),
        (
            1,
            None,
            "tables/user_account.jsonl does not have the size that the manifest says, or unpacks to far too much.",
        ),
    ],
)
def test_a_member_that_is_not_what_the_manifest_says(
    good: Members, tmp_path: Path, size: int | None, sha256: str | None, said: str
) -> None:
    entry = {name: value for name, value in (("size", size), ("sha256", sha256)) if value is not None}
    table = "tables/user_account.jsonl"
    assert refused(pack(tmp_path / "hub.backup", changed(good, table, good[table], **entry))) == said


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "files/../../outside", "tables/x.jsonl", "files/AB", "é\n"]
)
def test_a_member_whose_name_leads_elsewhere(good: Members, tmp_path: Path, name: str) -> None:
    assert "no part of a backup" in refused(pack(tmp_path / "hub.backup", changed(good, name, b"harm")))


def test_a_member_that_the_manifest_does_not_name_and_one_that_is_missing(good: Members, tmp_path: Path) -> None:
    said = "The archive does not hold what its manifest says."
    assert refused(pack(tmp_path / "hub.backup", {**good, "more": b"harm"})) == said
    less = {name: content for name, content in good.items() if name != "tables/practice.jsonl"}
    assert refused(pack(tmp_path / "hub.backup", less)) == said
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(tmp_path / "hub.backup", "a") as archive:
        archive.writestr("tables/practice.jsonl", b"")
        archive.writestr("tables/practice.jsonl", b"")
    assert refused(tmp_path / "hub.backup") == said


def test_a_member_that_unpacks_to_far_too_much(good: Members, tmp_path: Path) -> None:
    bomb = b" " * 30_000_000
    path = pack(tmp_path / "hub.backup", changed(good, "tables/practice.jsonl", bomb))
    assert path.stat().st_size < 100_000
    assert "unpacks to far too much" in refused(path)


def test_a_manifest_that_is_too_large_or_says_nonsense(
    good: Members, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hub.backup"
    for nonsense in (b"", b"{", b"[]", b"null", b"{}", b'{"format": 1}', b"[" * 100_000, b"\xff"):
        assert (
            refused(pack(path, {**good, "manifest.json": nonsense})) == "The manifest of this archive cannot be read."
        )
    assert refused(pack(path, with_manifest(good, tables=[1]))) == "The manifest of this archive cannot be read."
    assert "newer version" in refused(pack(path, with_manifest(good, format=2)))
    assert "another version" in refused(pack(path, with_manifest(good, revision="of another hub")))
    monkeypatch.setattr(reading, "MAX_MANIFEST", 100)
    assert refused(pack(path, good)) == "manifest.json is too large."


def test_a_table_with_other_columns_or_types(good: Members, tmp_path: Path) -> None:
    path = tmp_path / "hub.backup"
    tables = json.loads(good["manifest.json"])["tables"]
    for name, columns in (
        ("user_account", {"id": "integer"}),
        ("user_account; DROP TABLE practice", {"id": "integer"}),
    ):
        told = changed(good, f"tables/{name}.jsonl", b'{"id": 1}\n')
        told = with_manifest(told, tables=tables | {name: {"columns": columns, "rows": 1}})
        assert refused(pack(path, told)) == "The tables of the archive are not those of its revision."


@pytest.mark.parametrize("line", [b"[]", b"{", b'{"id": 1}', b"NaN", b"\xff", b"[" * 100_000])
def test_a_line_that_is_no_row(good: Members, tmp_path: Path, line: bytes) -> None:
    said = refused(pack(tmp_path / "hub.backup", changed(good, "tables/practice.jsonl", line)))
    assert said == "tables/practice.jsonl, line 1: this is no row of the table."


def test_a_table_with_rows_that_the_manifest_does_not_count(good: Members, tmp_path: Path) -> None:
    told = changed(good, "tables/user_account.jsonl", b"")
    assert refused(pack(tmp_path / "hub.backup", told)) == "tables/user_account.jsonl does not have 1 rows."


def test_a_row_that_the_database_refuses(good: Members, tmp_path: Path) -> None:
    table = "tables/user_account.jsonl"
    for wrong in ({"email": None}, {"id": 2}):
        row = json.loads(good[table])
        lines = good[table] + json.dumps(row | wrong).encode() + b"\n"
        told = changed(good, table, lines)
        tables = json.loads(good["manifest.json"])["tables"]
        told = with_manifest(told, tables=tables | {"user_account": tables["user_account"] | {"rows": 2}})
        path = pack(tmp_path / "hub.backup", told)
        assert (
            hub("restore", str(path), "--replace").stderr.splitlines()[-1].startswith("Error: The database cannot be")
        )
        assert db.session.scalar(select(func.count()).select_from(User)) == 1


def test_a_file_whose_content_is_not_what_its_name_says(good: Members, tmp_path: Path) -> None:
    told = changed(good, f"files/{'ab' * 32}", b"harm")
    assert "does not have the content that its name says" in refused(pack(tmp_path / "hub.backup", told))
