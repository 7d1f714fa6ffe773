"""The catalogues say all that code and templates say, in every language of the interface."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from hub.taxonomy import INTERFACE_LANGUAGES
from tests.guards.sources import ROOT, expect_none

FOLDER = ROOT / "translations"
LANGUAGES = sorted(code for code in INTERFACE_LANGUAGES.codes if code != "en")

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_HOW = re.compile(r"pybabel --quiet (extract .*?) --output", re.DOTALL)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _messages(catalogue: Catalog) -> dict[tuple[str | None, str], Message]:
    return {(message.context, _forms(message.id)[0]): message for message in catalogue if message.id}


def _forms(texts: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


@pytest.fixture(scope="module")
def template() -> Catalog:
    return _read(FOLDER / "messages.pot")


def test_the_template_says_what_the_code_says(template: Catalog, tmp_path: Path) -> None:
    """`make texts` writes it."""
    how = _HOW.search((ROOT / "Makefile").read_text("utf-8"))
    assert how is not None
    options = shlex.split(how.group(1).replace("\\\n", " "))
    fresh = tmp_path / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", *options, "--output", str(fresh), "."]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    said, kept = set(_messages(_read(fresh))), set(_messages(template))
    expect_none(f"not in the catalogues yet: {text!r}" for text in said - kept)
    expect_none(f"no longer said: {text!r}" for text in kept - said)


def test_there_is_a_catalogue_for_every_language() -> None:
    assert [path.name for path in sorted(FOLDER.iterdir()) if path.is_dir()] == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str, template: Catalog) -> None:
    catalogue = _read(FOLDER / language / "LC_MESSAGES" / "messages.po")
    messages = _messages(catalogue)
    assert set(messages) == set(_messages(template))
    for message in messages.values():
        forms = _forms(message.string)
        wanted = catalogue.num_plurals if message.pluralizable else 1
        ready = len(forms) == wanted and all(forms) and not message.fuzzy
        expect_none([] if ready else [f"{language}: {message.id!r}"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    """A plural form for a single number may say the number in words."""
    for message in _messages(_read(FOLDER / language / "LC_MESSAGES" / "messages.po")).values():
        wanted = set(_PLACEHOLDER.findall(_forms(message.id)[-1]))
        for form in _forms(message.string):
            lost, made_up = wanted - (found := set(_PLACEHOLDER.findall(form))), found - wanted
            if message.pluralizable:
                lost.discard("%(num)d")
            expect_none(f"{language}: {form!r}: {name}" for name in lost | made_up)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_has_a_number_that_a_line_can_break(language: str) -> None:
    """From right to left, `12 000` with a common space is read as two numbers and shown as `000 12`."""
    for message in _messages(_read(FOLDER / language / "LC_MESSAGES" / "messages.po")).values():
        broken = (form for form in _forms(message.string) if re.search(r"\d \d", form))
        expect_none(f"{language}: {form!r}: write a no-break space (U+00A0)" for form in broken)
