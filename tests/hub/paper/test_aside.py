"""Files that wait until somebody decides on them, while others send theirs."""

import os
from pathlib import Path

import pytest
from flask import Flask

from hub.paper.aside import MOST, SECONDS, decided, deciding, outcome, put_aside, waiting
from tests.factories import user

pytestmark = pytest.mark.one_database


@pytest.fixture
def folder(app: Flask) -> Path:
    return Path(app.config["HUB_DATA_DIR"]) / "aside"


def test_a_file_that_goes_while_others_are_looked_at_stops_nobody(folder: Path) -> None:
    person = user()
    put_aside(person, b"first")
    (folder / f"{person.id}-gone.file").symlink_to("nowhere")
    assert waiting(person, put_aside(person, b"second")) == b"second"


def test_a_file_that_is_being_decided_on_stays_however_many_more_its_owner_sends(folder: Path) -> None:
    person = user()
    token = put_aside(person, b"mine")
    with deciding(person, token) as content:
        for number in range(MOST + 1):
            put_aside(person, b"%d" % number)
        assert content == b"mine"
    assert waiting(person, token) == b"mine", "nothing was made of it, so it waits on"


def test_what_was_made_of_files_takes_no_room_from_those_that_wait(folder: Path) -> None:
    person = user()
    done = [put_aside(person, b"done") for _again in range(MOST)]
    for token in done:
        with deciding(person, token):
            decided(person, token, ["a-draft"])
    tokens = [put_aside(person, b"%d" % number) for number in range(MOST)]
    assert [outcome(person, token) for token in done] == [["a-draft"]] * MOST
    assert [waiting(person, token) for token in tokens] == [b"%d" % number for number in range(MOST)]


def test_a_file_whose_hour_ends_while_it_is_decided_on_is_gone_without_an_error(folder: Path) -> None:
    person = user()
    token = put_aside(person, b"old")
    with deciding(person, token):
        for path in folder.iterdir():
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime - SECONDS - 1))
        put_aside(person, b"new")
    assert waiting(person, token) is None
