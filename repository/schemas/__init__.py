"""What people give and get: practices, steps, declarations, reviews."""

from repository.schemas.output import PracticeOut, PracticeOutForEditors
from repository.schemas.practice import PracticeImportSchema, PracticeSchema
from repository.schemas.review import DeclarationSchema, ReviewSchema, TransitionSchema

__all__ = [
    "DeclarationSchema",
    "PracticeImportSchema",
    "PracticeOut",
    "PracticeOutForEditors",
    "PracticeSchema",
    "ReviewSchema",
    "TransitionSchema",
]
