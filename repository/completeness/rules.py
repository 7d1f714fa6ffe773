"""What reviewers often ask for, as data. None of it stops a submission.

Each rule reads the practice and says whether what reviewers ask for is there; None where that cannot be told, or
where nobody would ask.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from repository.completeness.signs import counts, has_figure, length, mentions, unexplained
from repository.completeness.words import CHILDREN, EVALUATION, GENDER, PEOPLE
from repository.models import Practice
from repository.models.practice import MARKDOWN_FIELDS

Reading = Callable[[Practice], bool | None]
SUMMARY_WORDS = (60, 250)


@dataclass(frozen=True)
class Rule:
    """`field` is where an answer goes; `asked` is the question in a reviewer's words, with %(found)s from `found`."""

    name: str
    field: str
    label: LazyString
    asked: LazyString
    holds: Reading
    found: Callable[[Practice], list[str]] | None = None


def _whole(practice: Practice) -> str:
    return "\n".join(getattr(practice, name) or "" for name in ("title", *MARKDOWN_FIELDS))


def _written(field: str) -> Reading:
    return lambda practice: bool(getattr(practice, field))


def _evidence(practice: Practice) -> bool | None:
    text = practice.benefit_impact or ""
    return has_figure(text) or mentions(text, EVALUATION, practice.language or "")


def _reached(practice: Practice) -> bool | None:
    text = f"{practice.summary or ''}\n{practice.benefit_impact or ''}"
    return counts(text, PEOPLE, practice.language or "")


def _exemplified(principle: str, words: dict[str, tuple[str, ...]]) -> Reading:
    def holds(practice: Practice) -> bool | None:
        if principle not in practice.principles:
            return None
        return mentions(_whole(practice), words, practice.language or "")

    return holds


def _acronyms(practice: Practice) -> list[str]:
    names = "\n".join(link.organization.name for link in practice.organization_links)
    return unexplained(f"{_whole(practice)}\n{names}")


RULES = (
    Rule(
        "summary",
        "summary",
        _l("A summary of useful length"),
        _l("About 150 words are long enough to understand it, and short enough to be read."),
        lambda practice: SUMMARY_WORDS[0] <= length(practice.summary or "") <= SUMMARY_WORDS[1],
    ),
    Rule(
        "acronyms",
        "title",
        _l("Acronyms written in full"),
        _l("What do these letters stand for? Write each in full once: %(found)s."),
        lambda practice: not _acronyms(practice) if _whole(practice).strip() else None,
        _acronyms,
    ),
    Rule(
        "partners",
        "partners",
        _l("Partners"),
        _l("Who worked together with the lead organization?"),
        _written("partners"),
    ),
    Rule(
        "principles",
        "principles",
        _l("Guiding principles"),
        _l("Which of the guiding principles does the practice show best?"),
        _written("principles"),
    ),
    Rule(
        "implementation",
        "implementation",
        _l("How it was carried out"),
        _l("What was done, by whom, and in which order? It shows that it was not only planned."),
        _written("implementation"),
    ),
    Rule(
        "evidence",
        "benefit_impact",
        _l("How you know what changed"),
        _l("How do you know what changed? Give a figure, or name an evaluation."),
        _evidence,
    ),
    Rule(
        "reached",
        "benefit_impact",
        _l("Who was reached"),
        _l("Who was reached, and how many? Say it in one sentence."),
        _reached,
    ),
    Rule(
        "gender",
        "benefit_impact",
        _l("How it responds to gender"),
        _l("You chose “gender-responsive”: what did that mean for women, men, girls and boys?"),
        _exemplified("gender-responsive", GENDER),
    ),
    Rule(
        "children",
        "benefit_impact",
        _l("How it protects children"),
        _l("You chose “child-sensitive”: what did that mean for children?"),
        _exemplified("child-sensitive", CHILDREN),
    ),
    Rule(
        "lessons",
        "key_lessons",
        _l("Lessons"),
        _l("What stood in the way, and how was it overcome?"),
        _written("key_lessons"),
    ),
    Rule(
        "transfer",
        "recommendations",
        _l("How others can do the same"),
        _l("What should others know who want to do the same elsewhere?"),
        _written("recommendations"),
    ),
    Rule(
        "innovation",
        "innovation",
        _l("What is new"),
        _l("What is new, compared with what was done before?"),
        _written("innovation"),
    ),
    Rule(
        "cost",
        "resources_needed",
        _l("What it cost"),
        _l("What did it cost in money, staff or time? A rough figure is enough."),
        lambda practice: has_figure(practice.resources_needed or ""),
    ),
    Rule(
        "proof",
        "links",
        _l("A link or a document"),
        _l("Where can one read more? Give a link, or attach a report or an evaluation."),
        lambda practice: bool(practice.links or practice.attachments),
    ),
)
