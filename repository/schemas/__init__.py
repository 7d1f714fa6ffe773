"""What people give and get: practices, steps, declarations, reviews."""

from repository.schemas.output import PracticeOut, PracticeOutForEditors, shown_to
from repository.schemas.practice import PracticeImportSchema, PracticeSchema
from repository.schemas.review import DeclarationSchema, InvitationSchema, RefusalSchema, TransitionSchema
from repository.schemas.review_output import ReviewOut, ReviewOutForSecretariat, ReviewOutForSubmitter
from repository.schemas.rules import RulesOut, RulesPutSchema, RulesSchema, rules_as_values, rules_out
from repository.schemas.scores import ReviewSchema, review_schema

__all__ = [
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
    "RulesOut",
    "RulesPutSchema",
    "RulesSchema",
    "TransitionSchema",
    "review_schema",
    "rules_as_values",
    "rules_out",
    "shown_to",
]
