"""Taking in a file: first every line is checked, then all are stored in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import DataError, IntegrityError

from hub.auth.actors import SYSTEM
from hub.db import db, transaction
from hub.errors import HubError, Invalid
from hub.exchange.reading import WHOLE, Line, Problem, read
from hub.feature import Exchange

BATCH = 500

Watch = Callable[[Iterable[Line]], Iterable[Line]]


class Refused(HubError):
    """Some lines cannot be taken, so that none was."""


@dataclass
class Import:
    """The import of one file. `report` is told each problem as soon as it is found."""

    exchange: Exchange
    path: Path
    form: str
    publish: bool
    report: Callable[[Problem], None]
    watch: Watch = iter
    wrong: set[int] = field(default_factory=set)
    """The numbers of the lines that cannot be taken."""

    def __post_init__(self) -> None:
        self.schema = self.exchange.schema()

    def check(self) -> int:
        """Check every line against the schema; the number of good ones."""
        good = 0
        for line in self._lines():
            _values, problems = self._load(line)
            self._note(problems)
            good += not problems
        return good

    def store(self, *, skip_invalid: bool) -> int:
        """Store the good lines, all or none; the number of lines stored. Raises Refused."""
        stored = 0
        with transaction():
            for line in self._lines():
                if line.number not in self.wrong:
                    problems = self._store(line)
                    self._note(problems)
                    stored += not problems
                    if stored % BATCH == 0:
                        db.session.flush()
                        db.session.expunge_all()
            if self.wrong and not skip_invalid:
                raise Refused(f"{len(self.wrong)} lines cannot be taken, so nothing was imported.")
        return stored

    def _lines(self) -> Iterator[Line]:
        yield from self.watch(read(self.path, self.form, self.schema.fields))

    def _note(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.wrong.add(problem.line)
            self.report(problem)

    def _load(self, line: Line) -> tuple[dict[str, Any], list[Problem]]:
        if line.problems:
            return {}, list(line.problems)
        draft = self.exchange.drafts and not self.publish
        needed = _("Please fill this in.")
        missing = [Problem(line.number, n, needed) for n in self.exchange.identity if not line.values.get(n)]
        try:
            return dict(self.schema.load(line.values, partial=draft)), missing
        except Invalid as error:
            found = [Problem(line.number, e["field"] or WHOLE, e["message"]) for e in error.flat()]
            return {}, found + [one for one in missing if one.field not in {p.field for p in found}]

    def _store(self, line: Line) -> list[Problem]:
        values, problems = self._load(line)
        if problems:
            return problems
        try:
            with db.session.begin_nested():
                self.exchange.store(SYSTEM, values, publish=self.publish)
        except Invalid as error:
            return [Problem(line.number, e["field"] or WHOLE, e["message"]) for e in error.flat()]
        except HubError as error:
            return [Problem(line.number, WHOLE, str(error))]
        except (IntegrityError, DataError) as error:
            reason = str(error.orig).splitlines()[0]
            return [Problem(line.number, WHOLE, f"The database does not take this ({reason}).")]
        return []
