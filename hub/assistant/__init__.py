"""The assistant: from a text, the objectives, principles and goals that it speaks of, each with the words that say so.

Two things are known: the words in `hub/taxonomy/data/*_words.toml` (`lexicon`), and what the public texts of this hub
teach (`experience`, kept by `keeping`). `opinion` puts both together in the open. Nothing of it is a model from
elsewhere, and a text gets the same answer as long as the public texts stay the same. docs/assistant.md tells how it is
measured.
"""

from hub.assistant.facets import FACETS
from hub.assistant.opinion import Opinion, Suggestion
from hub.assistant.queries import opinion_on
from hub.assistant.subject import Subject

__all__ = ["FACETS", "Opinion", "Subject", "Suggestion", "opinion_on"]
