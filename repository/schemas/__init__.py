"""What people give and get: practices, steps, declarations, reviews."""

from repository.schemas.document import ProposalOut
from repository.schemas.output import PracticeOut, PracticeOutForEditors, shown_to
from repository.schemas.practice import PracticeImportSchema, PracticeSchema
from repository.schemas.review import (
    DeclarationSchema,
    InvitationSchema,
    ReviewOut,
    ReviewOutForSecretariat,
    ReviewOutForSubmitter,
    ReviewSchema,
    TransitionSchema,
)

__all__ = [
    "DeclarationSchema",
    "InvitationSchema",
    "PracticeImportSchema",
    "PracticeOut",
    "PracticeOutForEditors",
    "PracticeSchema",
    "ProposalOut",
    "ReviewOut",
    "ReviewOutForSecretariat",
    "ReviewOutForSubmitter",
    "ReviewSchema",
    "TransitionSchema",
    "shown_to",
]
