"""Text with bold, lists and links, between the Markdown that the hub keeps and the paragraphs of a document.

`tidy` gives each text one form: what a document and its Markdown say alike comes out alike, so that a text that
nobody touched never looks changed.
"""

from hub.paper.richtext.blocks import Block, Span, lines_of
from hub.paper.richtext.reading import read_markdown
from hub.paper.richtext.tidying import tidy, without_unwanted
from hub.paper.richtext.writing import canonical, write_markdown

__all__ = ["Block", "Span", "canonical", "lines_of", "read_markdown", "tidy", "without_unwanted", "write_markdown"]
