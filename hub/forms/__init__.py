"""An HTML form made from a schema: what stands in it, what was typed, and what is wrong with it."""

from hub.forms.binding import BoundField
from hub.forms.form import Form
from hub.forms.numbers import row_number
from hub.forms.upload import Upload

__all__ = ["BoundField", "Form", "Upload", "row_number"]
