"""The tags that the assistant suggests, in the form of a practice and on the secretariat's desk."""

from flask import render_template

from hub.assistant import FACETS
from repository.models import Practice
from repository.queries.tags import opinion_on_tags, tags_of


def suggested(practice: Practice, owner: str = "") -> str:
    """In the form: what the text speaks of and is not chosen yet. `owner` is the id of the form that takes it."""
    opinion = opinion_on_tags(practice)
    return render_template(
        "repository/_suggested_tags.html",
        practice=practice,
        owner=owner,
        note=opinion.subject.obstacle(),
        suggested={facet: opinion.not_chosen(facet, chosen) for facet, chosen in tags_of(practice).items()},
        anything=any(opinion.suggested(facet) for facet in FACETS),
    )


def check(practice: Practice) -> str:
    """On the desk: what the text clearly speaks of but is not chosen, and what is chosen without a word."""
    opinion = opinion_on_tags(practice)
    return render_template(
        "repository/_tag_check.html",
        practice=practice,
        note=opinion.subject.obstacle(),
        checked=[
            (
                FACETS[facet].vocabulary.name,
                [one for one in opinion.not_chosen(facet, chosen) if one.strength == "strong"],
                opinion.without_words(facet, chosen),
            )
            for facet, chosen in tags_of(practice).items()
        ],
    )
