"""The fields of accounts."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, validates_schema

from hub.auth import passwords
from hub.auth.models import ROLES
from hub.auth.roles import ROLE_LABELS
from hub.schemas import BaseSchema, Choice, Code, Email, Text

_HINT = _l(
    "At least 12 characters. A few words that only you would put together are easy to remember and hard to guess."
)


class Password(Text):
    """A secret: kept as typed, apart from the ways in which keyboards write the same letter."""

    widget = "password"

    def clean(self, value: str) -> str:
        return unicodedata.normalize("NFKC", value)


def _new_password(*, needed: bool = True) -> Password:
    return Password(
        _l("Password"),
        _HINT,
        min=passwords.MIN_LENGTH,
        max=passwords.MAX_LENGTH,
        needed=needed,
        autocomplete="new-password",
    )


def _email(help: Any = "") -> Email:
    return Email(_l("E-mail address"), help, max=254, needed=True, autocomplete="username")


class ProfileSchema(BaseSchema):
    """What a person says of themselves."""

    name = Text(_l("Your name"), _l("As other members should see it."), max=120, needed=True, autocomplete="name")
    category = Code(
        "stakeholder-categories",
        _l("You belong to"),
        _l("The group of the Global Compact that you speak for in the hub."),
        needed=True,
    )
    organization = Text(
        _l("Organization"), _l("Where you work, or whom you represent."), max=200, autocomplete="organization"
    )
    country = Code("countries", _l("Country"), _l("Where you work."))
    language = Code("interface-languages", _l("Language"), _l("For the pages of the hub and its messages to you."))


_REGISTRATION = ("name", "email", "password", "category", "organization", "country", "language")


class RegistrationSchema(ProfileSchema):
    """What a new account needs."""

    class Meta(BaseSchema.Meta):
        fields = _REGISTRATION

    email = _email(_l("You log in with it and get messages from the hub. Nobody else sees it."))
    password = _new_password()

    @validates_schema
    def _hard_to_guess(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        wrong = (
            passwords.complaint(data["password"], email=data["email"], name=data["name"])
            if data.get("password")
            else None
        )
        if wrong:
            raise ValidationError({"password": [wrong]})


class AccountSchema(RegistrationSchema):
    """What somebody else may say when they create an account."""

    class Meta(BaseSchema.Meta):
        fields = (*_REGISTRATION, "role")

    password = _new_password(needed=False)
    category = Code("stakeholder-categories", _l("Category"))
    role = Choice([(role, ROLE_LABELS[role]) for role in ROLES], _l("Role"), needed=True)


class LogInSchema(BaseSchema):
    email = _email()
    password = Password(_l("Password"), max=passwords.MAX_LENGTH, needed=True, autocomplete="current-password")


class ConfirmSchema(BaseSchema):
    """By which somebody shows that a registration is theirs."""

    password = Password(
        _l("Password"),
        _l("The one that you chose when you registered."),
        max=passwords.MAX_LENGTH,
        needed=True,
        autocomplete="current-password",
    )


class AddressSchema(BaseSchema):
    """Where to send a link."""

    email = _email()


class NewPasswordSchema(BaseSchema):
    password = Password(
        _l("New password"),
        _HINT,
        min=passwords.MIN_LENGTH,
        max=passwords.MAX_LENGTH,
        needed=True,
        autocomplete="new-password",
    )


class ChangePasswordSchema(NewPasswordSchema):
    class Meta(BaseSchema.Meta):
        fields = ("current", "password")

    current = Password(_l("Present password"), max=passwords.MAX_LENGTH, needed=True, autocomplete="current-password")


class TokenSchema(BaseSchema):
    """A new API token."""

    label = Text(
        _l("What is it for?"),
        _l("A name by which you will recognize it."),
        max=80,
        needed=True,
        example=_l("monthly report"),
    )
    scope = Choice(
        [
            ("read", _l("Read: sees what you may see")),
            ("write", _l("Read and write: also does what you may do")),
        ],
        _l("What may it do?"),
        needed=True,
    )
