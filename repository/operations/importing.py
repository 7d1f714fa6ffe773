"""Taking in practices from an import."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC
from typing import Any

from sqlalchemy import or_, select

from hub import audit, clock
from hub.db import db, transactional
from hub.policy import Actor, require
from hub.taxonomy.organizations import Organization, find_or_add_all
from repository.models import Practice
from repository.models.version import PUBLISHED
from repository.operations.addresses import free_address
from repository.operations.drafting import ORGANIZATION_FIELDS, missing, write
from repository.operations.links import go_round
from repository.operations.merging import record, said_by
from repository.operations.versions import add_version, content_of, keep_version
from repository.workflow import PUBLIC

ABOUT = ("slug", "status", "published_at")
"""What a line says of the practice beside its text."""

Values = Mapping[str, Any]


@transactional
def store(actor: Actor, values: Values, *, publish: bool) -> Practice:
    """Take in a practice from an import; one that is there already is updated, see `store_all`."""
    return store_all(actor, [values], publish=publish)[0]


@transactional
def store_all(
    actor: Actor, lines: Sequence[Values], *, publish: bool, told: Collection[int] = frozenset()
) -> list[Practice]:
    """Take in practices from an import, looked up and written together; with `publish` the lines are complete.

    A line tells again of the practice at its address, or of one with its title and a lead organization of its own,
    unless an earlier line of another address was about that (`told`). With `publish`, a new practice gets the state
    that its line tells, or is published; else it is a draft. Raises Invalid where an update leaves something out.
    """
    require(actor, "practice.decide")
    known, stored = _Known(lines, told), []
    with db.session.no_autoflush:
        for line in lines:
            practice = known.practice(line)
            before = said_by(practice) if practice else None
            if practice is None:
                practice = Practice(slug=known.free_slug(line), status="draft", status_since=clock.now(), authors=[])
            _write(practice, line, known)
            known.note(practice)
            if publish:
                _publish(practice, line, is_new=before is None)
            stored.append((practice, before))
        db.session.add_all(practice for practice, _before in stored)
        db.session.flush()
        for practice, before in stored:
            _record(actor, practice, before, publish=publish)
    if publish:
        go_round()
    return [practice for practice, _before in stored]


def _write(practice: Practice, line: Values, known: "_Known") -> None:
    """Give the practice what its line says."""
    for name in ORGANIZATION_FIELDS:
        if name in line:
            setattr(practice, name, known.organizations_of(line, name))
    write(practice, {name: value for name, value in line.items() if name not in (*ABOUT, *ORGANIZATION_FIELDS)})


def _publish(practice: Practice, line: Values, *, is_new: bool) -> None:
    """Bring the practice into the state that the line tells; what is public here is not taken back by an import."""
    status = line.get("status") or "published"
    if status != practice.status and (is_new or status in PUBLIC):
        practice.status, practice.status_since = status, clock.now()
    if not is_new and not practice.is_editable:
        missing(practice)
    if line.get("published_at"):
        practice.published_at = line["published_at"].astimezone(UTC)
    elif practice.is_public:
        practice.published_at = practice.published_at or clock.now()
    if is_new:
        practice.confirmed_at = practice.published_at


def _record(actor: Actor, practice: Practice, before: Values | None, *, publish: bool) -> None:
    """Note the deed and, of a public practice, the version."""
    after, keep = content_of(practice), publish and practice.is_public
    if before is None:
        audit.record(actor, "practice.take_in", practice)  # whoever imports it does not write it
        if keep:
            add_version(practice, PUBLISHED, 1, after, at=practice.published_at)
    else:
        record(actor, "practice.import", practice, before)
        if keep:
            keep_version(practice, PUBLISHED)


class _Known:
    """What is there already of what some lines tell, and what they bring."""

    def __init__(self, lines: Sequence[Values], told: Collection[int]) -> None:
        """Look everything up. Organizations that are new come into the register."""
        self.told = told
        self.noted: set[Practice] = set()
        self.by_slug: dict[str, Practice] = {}
        self.by_title: dict[str, list[Practice]] = {}
        named = [entry for line in lines for part in ORGANIZATION_FIELDS for entry in line.get(part) or ()]
        self.organizations = {key: find_or_add_all([entry])[0] for key, entry in {_key(e): e for e in named}.items()}
        slugs, titles = ({line[name] for line in lines if line.get(name)} for name in ("slug", "title"))
        there = select(Practice).where(or_(Practice.slug.in_(slugs), Practice.title.in_(titles)))
        for practice in db.session.scalars(there.order_by(Practice.id)):
            self._add(practice)

    def _add(self, practice: Practice) -> None:
        self.by_slug[practice.slug] = practice
        self.by_title.setdefault(practice.title or "", []).append(practice)

    def organizations_of(self, line: Values, part: str) -> list[Organization]:
        return list(dict.fromkeys(self.organizations[_key(entry)] for entry in line.get(part) or ()))

    def practice(self, line: Values) -> Practice | None:
        """The practice that a line tells again."""
        slug, title = line.get("slug"), line.get("title")
        leads = set(self.organizations_of(line, "lead_organizations"))
        at_address = self.by_slug.get(slug or "")
        if at_address and (at_address.title == title or not leads.isdisjoint(at_address.lead_organizations)):
            return at_address
        alike = (p for p in self.by_title.get(title or "", ()) if not leads or leads & {*p.lead_organizations})
        return next((p for p in alike if not slug or not self._is_told(p)), None) if title else None

    def _is_told(self, practice: Practice) -> bool:
        return practice.id in self.told or practice in self.noted

    def note(self, practice: Practice) -> None:
        """A line was about this practice."""
        self.noted.add(practice)
        if practice.id is None:
            self._add(practice)

    def free_slug(self, line: Values) -> str:
        """An address of its own for a new practice: the one that the line tells, or one made of the title."""
        return free_address(line.get("slug") or line.get("title") or "practice", taken=self.by_slug)


def _key(entry: Values) -> tuple[str, str | None]:
    return entry["name"], entry.get("category")
