"""Writes the pages of this folder that say what the code says: `python docs/generate.py`.

`tests/guards/test_documented.py` fails while they are out of date.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from marshmallow import Schema
from marshmallow.fields import Field
from werkzeug.routing import Rule

import discussions.workflow
import experts.workflow
import repository.workflow
from app import FEATURES, create_app
from hub import api
from hub.cli import main
from hub.config import SETTINGS
from hub.feature import Exchange
from hub.guard import PUBLIC, SIGNED_IN
from hub.policy import PERMISSIONS, can, explain
from hub.schemas import Choice, Code, Codes, Day, Flag, Markdown, Moment, Record, Rows, Text, Texts, Year
from hub.workflow import Workflow
from repository.models import Practice, Review
from repository.workflow import life

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER / "examples"
NOTE = "<!-- Written by `python docs/generate.py` from {source}; do not edit. -->\n"

WORKFLOWS: tuple[tuple[str, str, dict[str, Any], Workflow], ...] = (
    ("Practice", "repository/workflow/", repository.workflow.STATES, repository.workflow.WORKFLOW),
    ("Update of a public practice", "repository/workflow/life.py", life.UPDATE_STATES, life.UPDATE_WORKFLOW),
    ("Adaptation", "repository/workflow/life.py", life.ADAPTATION_STATES, life.ADAPTATION_WORKFLOW),
    ("Expert profile", "experts/workflow.py", experts.workflow.STATES, experts.workflow.WORKFLOW),
    ("Post", "discussions/workflow.py", discussions.workflow.STATES, discussions.workflow.DECISIONS),
)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *([str(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def page(title: str, source: str, *parts: str) -> str:
    """A whole page."""
    return "\n".join([NOTE.format(source=source), f"# {title}\n", *parts])


# --- configuration.md


def configuration() -> str:
    """All settings."""
    rows = ((f"`{s.name}`", f"`{s.default}`" if s.default else "", s.meaning) for s in SETTINGS)
    intro = (
        "Settings are read from the environment, and from a file `.env` in the folder that a command "
        "runs in; the environment wins. A value that cannot be used stops the start with a sentence "
        "that says what to do.\n"
    )
    return page("Configuration", "`hub/config.py`", intro, table(("setting", "default", "meaning"), rows))


# --- commands.md


def commands() -> str:
    """Every command with its arguments and options."""
    intro = (
        "Every command answers to `--help`, exits with 0 when all went well, with 2 when it was "
        "called wrongly and with 1 when something else is wrong, and says on standard error what a "
        "person should know.\n"
    )
    return page("Commands", "the commands themselves", intro, *_described(main, None, "hub"))


def _described(command: click.Command, parent: click.Context | None, name: str) -> list[str]:
    context = click.Context(command, parent=parent, info_name=name)
    if isinstance(command, click.Group):
        found = ((name, command.get_command(context, name)) for name in command.list_commands(context))
        return [part for name, one in found if one for part in _described(one, context, name)]
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    options = [record for p in command.get_params(context) if (record := p.get_help_record(context))]
    rows = [(f"`{names}`", words) for names, words in options if "--help" not in names]
    parts = [f"## {context.command_path}\n", f"```\n{usage}\n```\n", _paragraphs(command.help or "")]
    return [*parts, table(("option", "meaning"), rows)] if rows else parts


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\f", "").strip().splitlines()) + "\n"


# --- api.md


def endpoints() -> str:
    """The JSON API at a glance."""
    intro = (
        "Addresses stand below `/api/v1`. What each takes and gives is described in full at "
        "`/api/v1/openapi.json`, with a page to try it at `/api/v1/docs`. Lists take `page` and "
        "`per_page`. Everybody gets what they may see; *who* says whose request is refused whatever "
        "it is about.\n"
    )
    rules = sorted(_described_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ())))
    rows = (_endpoint_row(rule) for rule in rules)
    return page("The API", "the endpoints themselves", intro, table(("request", "what", "who", "takes"), rows))


def _described_rules() -> list[Rule]:
    views = current_app.view_functions
    return [rule for rule in current_app.url_map.iter_rules() if hasattr(views[rule.endpoint], "description")]


def _endpoint_row(rule: Rule) -> tuple[str, ...]:
    view: Any = current_app.view_functions[rule.endpoint]
    methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
    address = re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule.rule.removeprefix(api.PREFIX))
    who = {PUBLIC: "anyone", SIGNED_IN: "a token of anybody"}.get(view.access) or f"`{view.access}`"
    names = ", ".join(f"`{query.name}`" for query in view.description.query)
    return f"`{methods} {address}`", view.description.summary, who, names


# --- import.md


def imports() -> str:
    """What the lines of an import hold."""
    intro = (
        "`hub import practices|experts|discussions FILE` takes JSON Lines (an object a line) or CSV "
        "(the first line names the fields; a list of codes stands in its cell as `8; 10`, anything "
        "deeper as JSON). A line that is already there is updated, not doubled. Codes are texts, also "
        "where they are digits; each vocabulary has an address in the [API](api.md), such as "
        "`/api/v1/objectives`.\n"
    )
    exchanges = (exchange for feature in FEATURES for exchange in feature.exchange)
    parts = (
        part
        for each in exchanges
        for part in (f"## {each.name}\n", _needed(each), _fields(each.schema()), _example(each))
    )
    return page("Import", "the schemas of the imports", intro, *parts)


def _needed(exchange: Exchange) -> str:
    """What a line cannot do without."""
    if not exchange.drafts:
        return "A line has to hold all that is needed, with `--publish` or without.\n"
    always = " and ".join(f"`{name}`" for name in exchange.identity) + (
        f", or `{exchange.address}`" if exchange.address else ""
    )
    unfinished = " or ".join(f"`{state}`" for state in exchange.unfinished)
    but = f", unless its `status` is {unfinished}" if unfinished else ""
    told = ROUND_TRIPS.get(exchange.name, "")
    return f"A draft needs {always}. With `--publish`, a line has to hold all that is needed{but}.\n{told}"


ROUND_TRIPS = {
    "practices": """
A line is about the practice that is at its address (`slug`) here, if that has the same title or a lead organization in
common; else about one with the same title and a lead organization in common. Two lines of a file with different
addresses are always about two practices.

What `hub export practices` gives out comes back as it was with `--publish`, and so does what `--all` adds: then a line
tells the state of the practice in `status`, and a new practice gets that state. Nothing that is public here is taken
back by an import. Without `--publish`, all that is new is a draft. Lines hold no documents, reviews, versions, nor who
submitted: drafts that come back belong to the secretariat.
"""
}
"""What else is to be known of taking back an export."""


def _example(exchange: Exchange) -> str:
    """The same line in both forms, from a file that the tests import."""
    lines, table = ((EXAMPLES / f"{exchange.name}.{form}").read_text("utf-8") for form in ("jsonl", "csv"))
    return f"An example, as JSON Lines:\n\n```json\n{lines}```\n\nand as CSV:\n\n```csv\n{table}```\n"


def _fields(schema: Schema) -> str:
    rows = (
        (f"`{name}`", _in_words(field), "needed" if field.metadata.get("needed") else "", _meaning(field))
        for name, field in schema.load_fields.items()
    )
    return table(("field", "form", "", "meaning"), rows)


def _meaning(field: Field[Any]) -> str:
    return ". ".join(str(words).rstrip(".:") for key in ("label", "help") if (words := field.metadata.get(key))) + "."


def _in_words(field: Field[Any]) -> str:
    """The form of a field's values."""
    match field:
        case Text():
            return f"{'Markdown' if isinstance(field, Markdown) else 'text'}, up to {field.max:,} characters"
        case Year():
            return f"whole number, {field.first} to {field.last}"
        case Code():
            return f"code of `{field.metadata['vocabulary']}`"
        case Codes():
            return f"list of codes of `{field.metadata['vocabulary']}`"
        case Choice():
            return " or ".join(f"`{value}`" for value, _words in field.metadata["choices"])
        case Texts():
            return f"list of up to {field.max} texts"
        case Rows():
            return f"list of objects: {_names(field.row_schema())}"
        case Record():
            return f"object: {_names(field.schema)}"
        case Moment() | Day():
            return "moment, ISO 8601" if isinstance(field, Moment) else "day, ISO 8601"
        case Flag():
            return "`true` or `false`"
    return "text"


def _names(schema: Schema) -> str:
    return ", ".join(f"`{name}`" for name in schema.load_fields)


# --- workflow.md


def workflows() -> str:
    """The states of each kind of thing and the steps between them."""
    intro = (
        "A step is open to whoever holds its permission while the thing is in one of the states that "
        "it starts from. Buttons, the API and these tables are made from the same lines of code.\n"
    )
    parts = [part for title, source, states, flow in WORKFLOWS for part in _workflow(title, source, states, flow)]
    return page("Workflows", "`*/workflow.py`", intro, *parts)


def _workflow(title: str, source: str, states: dict[str, Any], flow: Workflow) -> list[str]:
    arrows = [f"    {start} --> {t.target}: {t.label}" for t in flow.transitions for start in t.sources]
    steps = (
        (
            f"`{t.name}`",
            t.label,
            ", ".join(t.sources),
            t.target,
            explain(t.permission),
            "needed" if t.comment_needed else "",
        )
        for t in flow.transitions
    )
    return [
        f"## {title}\n",
        f"From `{source}`.\n",
        "```mermaid\nstateDiagram-v2\n" + "\n".join(arrows) + "\n```\n",
        table(("state", "in words"), ((f"`{code}`", label) for code, label in states.items())),
        table(("step", "in words", "from", "to", "who", "reason"), steps),
    ]


# --- permissions.md


@dataclass(frozen=True)
class Somebody:
    """An actor of the matrix."""

    called: str
    id: int | None
    role: str = "member"

    @property
    def is_guest(self) -> bool:
        return self.id is None


ACTORS = (
    Somebody("a guest", None, ""),
    Somebody("a member", 1),
    Somebody("the submitter", 2),
    Somebody("a reviewer who is invited", 3, "reviewer"),
    Somebody("a reviewer who declared no conflict", 4, "reviewer"),
    Somebody("the secretariat", 5, "secretariat"),
)


def permissions() -> str:
    """Every permission with its rule in words, and who can do what with a practice, state by state."""
    intro = (
        "A permission has one rule. It decides about one thing (may this person see this practice?) "
        "and makes the condition of lists, search, counts, exports and mails (which practices may "
        "this person see?).\n"
    )
    rows = ((f"`{name}`", explain(name)) for name in sorted(PERMISSIONS))
    matrix = "What each may do with a practice in each state, worked out by the rules and the workflow:\n"
    return page(
        "Permissions",
        "`*/policy.py`",
        intro,
        table(("permission", "held where"), rows),
        "## Practices, state by state\n",
        matrix,
        _matrix(),
    )


def _matrix() -> str:
    states = repository.workflow.STATES
    rows = ((actor.called, *(_may(actor, _practice(state)) for state in states)) for actor in ACTORS)
    return table(("", *map(str, states.values())), rows)


def _practice(state: str) -> Practice:
    reviews = [Review(reviewer_id=3, state="invited"), Review(reviewer_id=4, state="declared")]
    return Practice(status=state, submitter_id=2, reviews=reviews)


def _may(actor: Somebody, practice: Practice) -> str:
    """What the actor may do, in words."""
    allowed = [word for word in ("view", "edit") if can(actor, f"practice.{word}", practice)]
    steps = [step.name.replace("_", " ") for step in repository.workflow.WORKFLOW.open_to(actor, practice)]
    return ", ".join(allowed + steps) or "–"


PAGES: dict[str, Callable[[], str]] = {
    "configuration.md": configuration,
    "commands.md": commands,
    "api.md": endpoints,
    "import.md": imports,
    "workflow.md": workflows,
    "permissions.md": permissions,
}


def pages() -> dict[str, str]:
    """The text of each page by its name. Needs no database."""
    with tempfile.TemporaryDirectory() as folder:
        hub: Flask = create_app({"HUB_DATA_DIR": folder})
        with hub.app_context():
            return {name: write() for name, write in PAGES.items()}


if __name__ == "__main__":
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")
