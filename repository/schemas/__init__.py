"""What people give and get: practices, steps, declarations, reviews."""

from repository.schemas.author import AuthorOut, AuthorOutForSubmitter, AuthorSchema
from repository.schemas.output import (
    CompletenessOut,
    LikenessOut,
    LinkOut,
    PracticeOut,
    PracticeOutForEditors,
    shown_to,
)
from repository.schemas.practice import FIELDS, STEP_OF, PracticeChangeSchema, PracticeImportSchema, PracticeSchema
from repository.schemas.review import (
    DeclarationSchema,
    InvitationSchema,
    ReviewOut,
    ReviewOutForSecretariat,
    ReviewOutForSubmitter,
    ReviewSchema,
    TransitionSchema,
)
from repository.schemas.steps import STEPS

__all__ = [
    "FIELDS",
    "STEPS",
    "STEP_OF",
    "AuthorOut",
    "AuthorOutForSubmitter",
    "AuthorSchema",
    "CompletenessOut",
    "DeclarationSchema",
    "InvitationSchema",
    "LikenessOut",
    "LinkOut",
    "PracticeChangeSchema",
    "PracticeImportSchema",
    "PracticeOut",
    "PracticeOutForEditors",
    "PracticeSchema",
    "ReviewOut",
    "ReviewOutForSecretariat",
    "ReviewOutForSubmitter",
    "ReviewSchema",
    "TransitionSchema",
    "shown_to",
]
