"""Taking in a file: first every line is checked, then all are stored in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy.exc import DataError, IntegrityError

from hub.auth.actors import SYSTEM
from hub.db import db, transaction
from hub.errors import HubError, Invalid
from hub.exchange.reading import WHOLE, Line, LineProblem, read
from hub.feature import Exchange

BATCH = 200
"""Lines that are written together, where the feature can do that, and after which the session forgets all."""

Watch = Callable[[Iterable[Line]], Iterable[Line]]


class Refused(HubError):
    """Some lines cannot be taken, so that none was."""


class Loaded(NamedTuple):
    """The values of a line that the schema takes."""

    number: int
    values: dict[str, Any]


@dataclass
class Import:
    """The import of one file. `report` is told each problem as soon as it is found."""

    exchange: Exchange
    path: Path
    form: str
    publish: bool
    report: Callable[[LineProblem], None]
    watch: Watch = iter
    wrong: set[int] = field(default_factory=set)
    """The numbers of the lines that cannot be taken."""
    told: set[int] = field(default_factory=set)
    """The ids of what earlier lines have brought or updated."""

    def __post_init__(self) -> None:
        self.schema = self.exchange.schema()

    def check(self) -> int:
        """Check every line against the schema; the number of good ones."""
        return sum(1 for _line in self._loaded())

    def store(self, *, skip_invalid: bool) -> int:
        """Store the good lines, all or none; the number of lines stored. Raises Refused."""
        stored = seen = 0
        lines, size = self._loaded(), BATCH if self.exchange.store_all else 1
        with transaction():
            while batch := list(islice(lines, size)):
                stored += self._store(batch)
                seen += len(batch)
                if seen % BATCH == 0:
                    db.session.flush()
                    db.session.expunge_all()
            if self.wrong and not skip_invalid:
                raise Refused(f"{len(self.wrong)} lines cannot be taken, so nothing was imported.")
        return stored

    def _loaded(self) -> Iterator[Loaded]:
        """The good lines; what is wrong with the others is reported once."""
        for line in self.watch(read(self.path, self.form, self.schema.fields)):
            if line.number not in self.wrong:
                values, problems = self._load(line)
                self._note(problems)
                if not problems:
                    yield Loaded(line.number, values)

    def _note(self, problems: Iterable[LineProblem]) -> None:
        for problem in problems:
            self.wrong.add(problem.line)
            self.report(problem)

    def _load(self, line: Line) -> tuple[dict[str, Any], list[LineProblem]]:
        if line.problems:
            return {}, list(line.problems)
        missing = [LineProblem(line.number, name, _("Please fill this in.")) for name in self._unnamed(line.values)]
        try:
            return dict(self.schema.load(line.values, partial=self._may_be_incomplete(line.values))), missing
        except Invalid as error:
            found = [LineProblem(line.number, e["field"] or WHOLE, e["message"]) for e in error.flat()]
            return {}, found + [one for one in missing if one.field not in {p.field for p in found}]

    def _unnamed(self, values: dict[str, Any]) -> list[str]:
        """The fields without which nobody knows what the line tells of."""
        if self.exchange.address and values.get(self.exchange.address):
            return []
        return [name for name in self.exchange.identity if not values.get(name)]

    def _may_be_incomplete(self, values: dict[str, Any]) -> bool:
        return self.exchange.drafts and (not self.publish or values.get("status") in self.exchange.unfinished)

    def _store(self, lines: list[Loaded]) -> int:
        """Store lines, together or, where one of them makes trouble, each by itself; how many were stored."""
        try:
            with db.session.begin_nested():
                things = self._store_all([line.values for line in lines])
        except (HubError, IntegrityError, DataError) as error:
            if len(lines) > 1:
                return sum(self._store([line]) for line in lines)
            self._note(_problems(lines[0].number, error))
            return 0
        self.told.update(thing.id for thing in things)
        return len(lines)

    def _store_all(self, lines: list[dict[str, Any]]) -> list[Any]:
        if self.exchange.store_all:
            return self.exchange.store_all(SYSTEM, lines, publish=self.publish, told=self.told)
        return [self.exchange.store(SYSTEM, line, publish=self.publish) for line in lines]


def _problems(number: int, error: Exception) -> list[LineProblem]:
    if isinstance(error, Invalid):
        return [LineProblem(number, e["field"] or WHOLE, e["message"]) for e in error.flat()]
    if isinstance(error, (IntegrityError, DataError)):
        reason = str(error.orig).splitlines()[0]
        return [LineProblem(number, WHOLE, f"The database does not take this ({reason}).")]
    return [LineProblem(number, WHOLE, str(error))]
