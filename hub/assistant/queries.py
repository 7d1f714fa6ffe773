"""Asking the assistant."""

from collections.abc import Collection, Mapping

from hub.assistant.experience import Lesson
from hub.assistant.keeping import experience
from hub.assistant.opinion import Opinion
from hub.assistant.subject import Subject


def opinion_on(subject: Subject, *, own: Mapping[str, Collection[str]] | None = None) -> Opinion:
    """The opinion on a text. `own` are its codes by facet where it is public, so that it does not confirm itself."""
    if not subject.may_be_judged:
        return Opinion(subject)
    known = experience()
    return Opinion(subject, known.without(Lesson(subject, own)) if own is not None and known.documents else known)
