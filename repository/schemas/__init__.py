"""What people give and get: practices, steps, declarations, reviews."""

from repository.schemas.adaptation import (
    AdaptationChangeSchema,
    AdaptationOut,
    AdaptationOutForAuthor,
    AdaptationSchema,
    adaptation_shown_to,
    adaptation_values,
    is_insider,
)
from repository.schemas.address import AddressSchema
from repository.schemas.author import AuthorOut, AuthorOutForSubmitter, AuthorSchema
from repository.schemas.decision import DecisionSchema, LetterOut, StepOfVersionSchema, TransitionSchema
from repository.schemas.document import ProposalOut
from repository.schemas.output import (
    CompletenessOut,
    LikenessOut,
    LinkOut,
    PracticeOut,
    PracticeOutForEditors,
    shown_to,
)
from repository.schemas.points import AnswersSchema, PointOut, answers_schema
from repository.schemas.practice import (
    FIELDS,
    NEVER_PUBLIC,
    PUBLIC_TEXT,
    STEP_OF,
    PracticeChangeSchema,
    PracticeImportSchema,
    PracticeSchema,
)
from repository.schemas.review import DeclarationSchema, InvitationSchema, RefusalSchema
from repository.schemas.review_output import ReviewOut, ReviewOutForSecretariat, ReviewOutForSubmitter, SuggestionOut
from repository.schemas.rules import RulesOut, RulesPutSchema, RulesSchema, rules_as_values, rules_out
from repository.schemas.scores import ReviewPutSchema, ReviewSchema, review_put_schema, review_schema
from repository.schemas.steps import STEPS
from repository.schemas.tags import TakenTagsSchema
from repository.schemas.update import SeenSchema, UpdateChangeSchema, UpdateOut, UpdateSchema
from repository.schemas.version import VersionOut, VersionOutWithText
from repository.schemas.withdrawal import RefusalOfVersionSchema, WithdrawalRefusalSchema, WithdrawalSchema

__all__ = [
    "FIELDS",
    "NEVER_PUBLIC",
    "PUBLIC_TEXT",
    "STEPS",
    "STEP_OF",
    "AdaptationChangeSchema",
    "AdaptationOut",
    "AdaptationOutForAuthor",
    "AdaptationSchema",
    "AddressSchema",
    "AnswersSchema",
    "AuthorOut",
    "AuthorOutForSubmitter",
    "AuthorSchema",
    "CompletenessOut",
    "DecisionSchema",
    "DeclarationSchema",
    "InvitationSchema",
    "LetterOut",
    "LikenessOut",
    "LinkOut",
    "PointOut",
    "PracticeChangeSchema",
    "PracticeImportSchema",
    "PracticeOut",
    "PracticeOutForEditors",
    "PracticeSchema",
    "ProposalOut",
    "RefusalOfVersionSchema",
    "RefusalSchema",
    "ReviewOut",
    "ReviewOutForSecretariat",
    "ReviewOutForSubmitter",
    "ReviewPutSchema",
    "ReviewSchema",
    "RulesOut",
    "RulesPutSchema",
    "RulesSchema",
    "SeenSchema",
    "StepOfVersionSchema",
    "SuggestionOut",
    "TakenTagsSchema",
    "TransitionSchema",
    "UpdateChangeSchema",
    "UpdateOut",
    "UpdateSchema",
    "VersionOut",
    "VersionOutWithText",
    "WithdrawalRefusalSchema",
    "WithdrawalSchema",
    "adaptation_shown_to",
    "adaptation_values",
    "answers_schema",
    "is_insider",
    "review_put_schema",
    "review_schema",
    "rules_as_values",
    "rules_out",
    "shown_to",
]
