"""Setting the rules of review. Reviews that have begun keep theirs."""

from collections.abc import Mapping
from typing import Any

from hub import audit
from hub.db import db, transactional
from hub.errors import require_seen
from hub.i18n import language
from hub.policy import Actor, require
from hub.slugs import slugify
from hub.undo import undoable
from repository.models import ReviewRules
from repository.models.rules import Criterion, Rules, Words, said, written_out
from repository.queries import newest_rules, rules_in_force


@transactional
@undoable("review.set_rules")
def set_rules(actor: Actor, values: Mapping[str, Any], *, seen: int | None = None) -> ReviewRules:
    """Have reviews that begin from now on done by these rules; `values` comes from `RulesSchema`.

    `seen` is the version that the editor looked at: the id of the newest rules, or 0. Raises Overtaken where somebody
    else has set others since.
    """
    require(actor, "review.set_rules")
    newest = newest_rules()
    require_seen(seen, newest.id if newest else 0)
    made = ReviewRules(author_id=actor.id, content=as_set(rules_in_force(), values).content())
    db.session.add(made)
    audit.record(actor, "review_rules.set", made)
    return made


def as_set(present: Rules, values: Mapping[str, Any]) -> Rules:
    """The rules that `values` make of the present ones, whose texts in other languages stay where they still fit."""
    plain = {name: value for name, value in values.items() if name in Rules.__dataclass_fields__}
    known = {criterion.key: criterion for criterion in present.criteria}
    criteria: list[Criterion] = []
    for row in values["criteria"]:
        key = row.get("key") or _new_key(row["label"], {*known, *(one.key for one in criteria)})
        criteria.append(_criterion(key, row, known.get(key)))
    labels = _score_labels(present.score_labels, values["scores"])
    return Rules(**plain | {"criteria": tuple(criteria), "score_labels": labels})


def _new_key(label: str, taken: set[str]) -> str:
    base = slugify(label).replace("-", "_")[:30].strip("_")
    base = base if base[:1].isalpha() else f"criterion_{base}".rstrip("_")
    numbered = (base if n == 1 else f"{base}_{n}" for n in range(1, len(taken) + 2))
    return next(key for key in numbered if key not in taken)


def _criterion(key: str, row: Mapping[str, Any], present: Criterion | None) -> Criterion:
    if present is None or row.get("changed"):
        return Criterion(key, {language(): row["label"]}, {language(): row["meaning"]})
    return Criterion(key, _worded(present.labels, row["label"]), _worded(present.meanings, row["meaning"]))


def _worded(present: Words, text: str) -> Words:
    """The text in the language in use; what was only shown in place of a translation is no translation."""
    return present if text == said(present) else written_out(present) | {language(): text}


def _score_labels(present: tuple[Words, ...], texts: list[str]) -> tuple[Words, ...]:
    same = {said(words): words for words in present}
    if len(texts) == len(present):
        return tuple(same.get(text) or _worded(words, text) for text, words in zip(texts, present, strict=True))
    return tuple(same.get(text) or {language(): text} for text in texts)
