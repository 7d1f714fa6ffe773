"""What people give and get: practices, steps, declarations, reviews."""

from repository.schemas.adaptation import (
    AdaptationChangeSchema,
    AdaptationOut,
    AdaptationOutForAuthor,
    AdaptationSchema,
)
from repository.schemas.address import AddressSchema
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
from repository.schemas.update import UpdateOut, UpdateSchema
from repository.schemas.version import VersionOut, VersionOutWithText
from repository.schemas.withdrawal import RefusalSchema, WithdrawalSchema

__all__ = [
    "AdaptationChangeSchema",
    "AdaptationOut",
    "AdaptationOutForAuthor",
    "AdaptationSchema",
    "AddressSchema",
    "DeclarationSchema",
    "InvitationSchema",
    "PracticeImportSchema",
    "PracticeOut",
    "PracticeOutForEditors",
    "PracticeSchema",
    "RefusalSchema",
    "ReviewOut",
    "ReviewOutForSecretariat",
    "ReviewOutForSubmitter",
    "ReviewSchema",
    "TransitionSchema",
    "UpdateOut",
    "UpdateSchema",
    "VersionOut",
    "VersionOutWithText",
    "WithdrawalSchema",
    "shown_to",
]
