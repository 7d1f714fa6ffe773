"""The same names everywhere, so that whoever knows one feature finds everything in the others."""

import re
from pathlib import Path

from tests.guards.sources import FEATURES, ROOT, expect_none, files, lines_with

OF_EVERY_FEATURE = (
    "__init__",
    "models",
    "workflow",
    "policy",
    "queries",
    "operations",
    "schemas",
    "views",
    "api",
    "search",
    "moderation",
    "notifications",
    "feeds",
    "exchange",
    "cli",
    "sample",
    "panels",
)
"""In this order; a missing one means: the feature does not do that. Each may be a folder."""

OF_ITS_OWN: dict[str, dict[str, str]] = {
    "repository": {
        "citations": "one account of how a practice is cited, which pages, files and JSON-LD say in their formats",
        "completeness": "what is needed and what reviewers often ask, which pages, API and operations need",
        "similarity": "which practices look alike, which pages of writing and of reading need",
    },
    "experts": {
        "orcid": "the check digit of ORCID iDs, which schemas and links need",
    },
    "discussions": {
        "addresses": "its things have addresses of three names, which pages, API, mails and kinds need",
    },
}
"""What one feature alone has, each with the reason why no other name holds it."""

CATCH_ALLS = re.compile(r"(utils?|helpers?|common|misc|tools|base_utils)$")


def test_features_have_the_same_files() -> None:
    for feature in FEATURES:
        there = {path.stem for path in (ROOT / feature).iterdir() if path.stem != "__pycache__"}
        expect_none(f"{feature}/{name}" for name in there - {*OF_EVERY_FEATURE, *OF_ITS_OWN[feature]})


def test_exceptions_to_the_names_are_still_needed() -> None:
    expect_none(
        f"{feature}/{name} is gone"
        for feature, names in OF_ITS_OWN.items()
        for name in names
        if not (ROOT / feature / f"{name}.py").exists() and not (ROOT / feature / name).is_dir()
    )


def test_every_feature_declares_itself_and_its_permissions() -> None:
    expect_none(
        f"{feature}/{name}"
        for feature in FEATURES
        for name in ("__init__.py", "policy.py")
        if not (ROOT / feature / name).is_file()
    )


def test_no_file_is_a_catch_all() -> None:
    expect_none(str(path.relative_to(ROOT)) for path in files("*.py") if CATCH_ALLS.match(path.stem))


def test_no_tracked_file_names_a_place_on_somebody_s_machine() -> None:
    found = lines_with(r"(?<![\w.])/(?:home|root|work|Users)/\w|[A-Z]:\\Users", _texts())
    expect_none(found)


def test_lock_files_pin_and_hash_everything_and_name_no_host() -> None:
    locks = list(ROOT.glob("*.lock"))
    assert {path.name for path in locks} >= {"requirements.lock", "requirements-dev.lock"}
    expect_none(lines_with(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", locks))
    pinned = re.compile(r"^[A-Za-z0-9_.\[\]-]+==[^ ]+( ; .+)?( --hash=sha256:[0-9a-f]{64})+$")
    expect_none(
        f"{path.name}: {entry[:60]}"
        for path in locks
        for entry in _entries(path.read_text("utf-8"))
        if not pinned.match(entry)
    )


def _entries(text: str) -> list[str]:
    """The requirements of a lock file, each with its hashes on one line."""
    joined = re.sub(r"\s*\\\n\s*", " ", text)
    return [line.strip() for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def _texts() -> list[Path]:
    return [path for path in files() if path.suffix not in (".svg", ".png", ".mo", ".ico", ".woff2")]
