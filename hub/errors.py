"""What can go wrong in ways that a person can do something about; `hub.error_pages` shows them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from marshmallow.exceptions import SCHEMA


class HubError(Exception):
    """A refusal with an HTTP status, a short title and a sentence that says what to do next."""

    status = 500

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.default_message())

    @classmethod
    def title(cls) -> str:
        return _("Something went wrong on our side")

    @classmethod
    def default_message(cls) -> str:
        return _("The hub has noted the error. Nothing that was saved before is lost. Please try again later.")

    def members(self) -> dict[str, Any]:
        """What programs are told beside title and detail (RFC 9457)."""
        return {}


class NotFound(HubError):
    """Nothing here, or nothing that this person may know of."""

    status = 404

    @classmethod
    def title(cls) -> str:
        return _("This page does not exist")

    @classmethod
    def default_message(cls) -> str:
        return _("The address may be mistyped, or what stood here is no longer available. Try the search.")


class Gone(NotFound):
    """Something stood here and was withdrawn."""

    status = 410

    @classmethod
    def title(cls) -> str:
        return _("This is no longer published")


class NotSignedIn(HubError):
    """An account is needed."""

    status = 401

    @classmethod
    def title(cls) -> str:
        return _("Please log in")

    @classmethod
    def default_message(cls) -> str:
        return _("This needs an account. Log in, or register if you have none.")


class Forbidden(HubError):
    """Known, but not for this person."""

    status = 403

    @classmethod
    def title(cls) -> str:
        return _("This is not open to you")

    @classmethod
    def default_message(cls) -> str:
        return _("Your account does not allow this step. If you think it should, write to the secretariat.")


class Conflict(HubError):
    """The step is not open from here, or somebody else was quicker."""

    status = 409

    @classmethod
    def title(cls) -> str:
        return _("This step is not possible now")

    @classmethod
    def default_message(cls) -> str:
        return _("Somebody else changed this in the meantime. Look at the present state, then decide again.")


class Overtaken(Conflict):
    """Somebody else has saved since this person opened the form; `hub.forms.Form` keeps what was typed.

    `clashes` maps the fields that both have changed to what is stored there, in its present `version`.
    """

    def __init__(
        self, message: str = "", *, clashes: Mapping[str, Any] | None = None, version: int | None = None
    ) -> None:
        super().__init__(message)
        self.clashes, self.version = clashes or {}, version

    def members(self) -> dict[str, Any]:
        told = [{"field": name, "theirs": value} for name, value in self.clashes.items()]
        return {"clashes": told, "version": self.version} if told else {}

    @classmethod
    def default_message(cls) -> str:
        return _(
            "Somebody else has saved this since you opened it. Your text is still here, nothing is lost: compare, "
            "and save again if yours is right."
        )


def require_seen(seen: int | None, version: int, message: str = "") -> None:
    """Raise Overtaken where the version that somebody looked at is not the present one; None: they saw all."""
    if seen not in (None, version):
        raise Overtaken(message)


class Invalid(HubError):
    """Values that cannot be taken. `errors` maps field names to lists of messages."""

    status = 422

    def __init__(self, errors: Mapping[str, Any], message: str = "") -> None:
        super().__init__(message)
        self.errors = dict(errors)

    @classmethod
    def title(cls) -> str:
        return _("Some fields need another look")

    @classmethod
    def default_message(cls) -> str:
        return _("Each field that needs a change says what to do.")

    def members(self) -> dict[str, Any]:
        return {"errors": self.flat()}

    def flat(self) -> list[dict[str, str]]:
        """One entry a message: {"field": "links.0.url", "message": "…"}."""
        return [{"field": field, "message": message} for field, message in _flatten(self.errors)]

    @property
    def text(self) -> str:
        """All messages in one line, for where there are no fields to put them at."""
        return " ".join(message for _field, message in _flatten(self.errors))


def _flatten(errors: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(errors, Mapping):
        return [item for key, value in errors.items() for item in _flatten(value, _below(path, str(key)))]
    if isinstance(errors, (list, tuple)):
        return [item for value in errors for item in _flatten(value, path)]
    return [(path, str(errors))]


def _below(path: str, key: str) -> str:
    """The name of a field within another; what is wrong with a record as a whole is told under its own name."""
    if key == SCHEMA:
        return path
    return f"{path}.{key}" if path else key
