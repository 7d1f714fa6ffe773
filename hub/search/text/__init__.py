"""How a text becomes words: the same for what is indexed, what is typed and what is marked in a snippet."""

from hub.search.text.analysis import NEVER_STEMMED, Term, stem_term, terms
from hub.search.text.folding import clean, fold
from hub.search.text.stems import STEMMED, languages_of, stem
from hub.search.text.stopwords import is_stop_word
from hub.search.text.tokens import Token, chunks, cut, is_unspaced, tokens, words

__all__ = [
    "NEVER_STEMMED",
    "STEMMED",
    "Term",
    "Token",
    "chunks",
    "clean",
    "cut",
    "fold",
    "is_stop_word",
    "is_unspaced",
    "languages_of",
    "stem",
    "stem_term",
    "terms",
    "tokens",
    "words",
]
