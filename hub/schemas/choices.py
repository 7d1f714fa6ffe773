"""Fields whose values are codes of a vocabulary, or one of a few words."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields

from hub.schemas.base import Words, shown, too_many
from hub.taxonomy import VOCABULARIES


class Choice(fields.String):
    """One of a few values that belong to no vocabulary; `choices` are pairs of value and words."""

    def __init__(
        self,
        choices: Sequence[tuple[str, Words]],
        label: Words,
        help: Words = "",
        *,
        widget: str = "radios",
        section: Words = "",
        needed: bool = False,
        **kwargs: Any,
    ) -> None:
        self.values = frozenset(value for value, _words in choices)
        super().__init__(
            **shown(kwargs, label, help, section=section, needed=needed, widget=widget, choices=list(choices))
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str) or value not in self.values | {""}:
            raise ValidationError(_("This is not one of the choices."))
        return value or None


class Code(fields.String):
    """One code of a vocabulary."""

    def __init__(
        self,
        vocabulary: str,
        label: Words,
        help: Words = "",
        *,
        widget: str = "select",
        example: Words = "",
        section: Words = "",
        needed: bool = False,
        **kwargs: Any,
    ) -> None:
        self.vocabulary = VOCABULARIES[vocabulary]
        said = shown(
            kwargs, label, help, example=example, section=section, needed=needed, widget=widget, vocabulary=vocabulary
        )
        super().__init__(**said)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str):
            raise ValidationError(_("Give a code as a text, such as %(example)s.", example=self.vocabulary.codes[0]))
        code = value.strip()
        if code and code not in self.vocabulary:
            raise ValidationError(_("%(code)s is not one of the choices.", code=code[:20]))
        return code or None


class Codes(fields.List):
    """Several codes of a vocabulary, each once, in the order given. A `folded` list shows its groups one by one."""

    def __init__(
        self,
        vocabulary: str,
        label: Words,
        help: Words = "",
        *,
        max: int = 250,
        widget: str = "checkboxes",
        example: Words = "",
        section: Words = "",
        needed: bool = False,
        folded: bool = False,
        **kwargs: Any,
    ) -> None:
        self.vocabulary, self.max = VOCABULARIES[vocabulary], max
        said = shown(
            kwargs,
            label,
            help,
            example=example,
            section=section,
            needed=needed,
            widget="folded" if folded else widget,
            vocabulary=vocabulary,
        )
        one = Code(vocabulary, label, allow_none=False, error_messages={"null": [_l("Give a list of codes.")]})
        super().__init__(one, **said)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, list):
            raise ValidationError(_("Give a list of codes."))
        if len(value) > 10 * self.max:
            raise ValidationError(too_many(self.max))
        codes = list(dict.fromkeys(code for code in super()._deserialize(value, attr, data, **kwargs) if code))
        if len(codes) > self.max:
            raise ValidationError(too_many(self.max))
        return codes
