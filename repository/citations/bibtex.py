"""BibTeX, in Unicode, as biber and today's LaTeX read it."""

import re

from repository.citations import SITE, Citation

_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"$\lbrace$",
        "}": r"$\rbrace$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "`": r"\textasciigrave{}",
        "<": "$<$",
        ">": "$>$",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""Braces by name: BibTeX counts them, escaped or not, and a single one would end the entry elsewhere."""
_JOINED = re.compile(r"-(?=-)|'(?=')")
"""Signs that LaTeX would draw as one."""


def bibtex(citation: Citation) -> str:
    """An entry. Titles and names stand in braces of their own: no style changes their case or takes names apart."""
    fields = {
        "author": " and ".join(f"{{{_text(name)}}}" for name in citation.authors),
        "title": f"{{{_text(citation.title)}}}",
        "year": citation.year,
        "howpublished": SITE,
        "note": f"Version {citation.version}" if citation.version else "",
        "url": citation.url,
        "language": citation.language,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{citation.key},\n{lines}}}\n"


def _text(text: str) -> str:
    return _JOINED.sub(r"\g<0>{}", text.translate(_ESCAPED))
