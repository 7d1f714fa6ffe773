"""The language of a request, and how times and labels are said in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from babel.dates import format_timedelta
from babel.units import format_unit
from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, format_date, format_datetime, get_locale, refresh
from markupsafe import Markup

from hub import clock
from hub.auth.actors import current_actor
from hub.auth.models import User
from hub.auth.preferences import keep_language
from hub.error_pages import wants_problem
from hub.taxonomy import INTERFACE_LANGUAGES, VOCABULARIES
from hub.taxonomy.vocabulary import base_language

COOKIE = "hub_lang"
RIGHT_TO_LEFT = frozenset({"ar"})
COMMAS = {"ar": "، ", "zh": "、"}
LANGUAGES = INTERFACE_LANGUAGES.codes

babel = Babel()


@dataclass(frozen=True)
class LanguageLink:
    """A language to switch to, named in itself."""

    code: str
    name: str
    url: str
    current: bool


def choose() -> str:
    """The language of this request: the address, the account, the cookie, then what the browser asks for.

    Programs ask for it themselves: by the address or the header, and only then does the account count.
    """
    if not has_request_context():  # a command, or the worker before it knows whom it writes to
        return "en"
    asked, header = request.args.get("lang"), _accepted()
    wishes: tuple[str | None, ...]
    if wants_problem():
        wishes = (asked, header, current_actor().language)
    else:
        wishes = (asked, current_actor().language, request.cookies.get(COOKIE), header)
    return next((str(code) for code in wishes if code in LANGUAGES), "en")


def _accepted() -> str | None:
    """The first language of the header that the hub speaks, whatever its country: `fr-CH` is French."""
    wanted = (base_language(tag) for tag, quality in request.accept_languages if quality > 0)
    return next((code for code in wanted if code in LANGUAGES), None)


def language() -> str:
    """The code of the language in use."""
    locale = get_locale()
    return str(locale.language) if locale else "en"


def _asked_for_good() -> str:
    """The language that a person switches to; a program asks for one answer only."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES and not wants_problem() else ""


def _remember(response: Response) -> Response:
    asked = _asked_for_good()
    if asked:
        response.set_cookie(COOKIE, asked, max_age=31_536_000, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _keep() -> None:
    """`?lang=` of somebody signed in becomes the language of their account."""
    asked = _asked_for_good()
    actor = current_actor()
    if asked and isinstance(actor, User):
        keep_language(actor, asked)
        refresh()


def language_links() -> list[LanguageLink]:
    """The same page in the other languages."""
    query = {key: values for key, values in request.args.to_dict(flat=False).items() if key != "lang"}
    return [
        LanguageLink(
            code,
            INTERFACE_LANGUAGES.label(code, code),
            "?" + urlencode(query | {"lang": [code]}, doseq=True),
            code == language(),
        )
        for code in LANGUAGES
    ]


NUMBERED = ("objectives", "sdgs")
"""Vocabularies that people know by their numbers, which are shown beside the words."""


def label(vocabulary: str, code: str) -> str:
    """The name of a code in the language in use."""
    return VOCABULARIES[vocabulary].label(code, language())


def coded(vocabulary: str, code: str) -> str:
    """The name of a code in the language in use, with its number where people know it by that: `8 Save lives`."""
    return f"{code} {label(vocabulary, code)}" if vocabulary in NUMBERED else label(vocabulary, code)


def names(vocabulary: str, codes: Iterable[str]) -> str:
    """The names of several codes, as a list in one line."""
    return listed(label(vocabulary, code) for code in codes)


def listed(items: Iterable[object]) -> str:
    """Several things in one line, with the comma of the language in use."""
    return COMMAS.get(language(), ", ").join(str(item) for item in items)


def vocabulary_text(vocabulary: str, code: str, field: str) -> str:
    """What else a vocabulary says of a code, such as the full title or the round table of an objective."""
    return VOCABULARIES[vocabulary].text(code, field, language()) or ""


def ago(moment: datetime) -> Markup:
    """A moment as people say it ("3 days ago"), with the exact time behind it."""
    distance = format_timedelta(moment - clock.now(), add_direction=True, locale=language())
    exact = format_datetime(moment, "medium")
    return Markup('<time datetime="{}" title="{} UTC">{}</time>').format(iso(moment), exact, distance)


def day(moment: datetime) -> Markup:
    """A moment as a date."""
    return Markup('<time datetime="{}">{}</time>').format(iso(moment), format_date(moment, "long"))


def told_day(text: str) -> str:
    """A day that news keep as text (ISO 8601), as people say it; for mails, which are plain text."""
    return format_date(date.fromisoformat(text), "long")


def iso(moment: datetime) -> str:
    """A moment as the API gives it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def file_size(size: int) -> Markup:
    """A number of bytes as people say it: `0.1 kB`, `1.2 MB`. Babel has no word for bytes in Arabic."""
    unit, worth = ("megabyte", 1_000_000) if size >= 1_000_000 else ("kilobyte", 1_000)
    number = max(round(size / worth, 1), 0.1)
    return Markup("<bdi>{}</bdi>").format(format_unit(number, f"digital-{unit}", "short", locale=language()))


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=choose)
    app.before_request(_keep)
    app.after_request(_remember)
    app.jinja_env.filters.update(ago=ago, day=day, told_day=told_day, iso=iso, file_size=file_size)
    app.jinja_env.globals.update(label=label, vocabulary_text=vocabulary_text, names=names, listed=listed)
    app.context_processor(
        lambda: {
            "locale_code": language(),
            "text_direction": "rtl" if language() in RIGHT_TO_LEFT else "ltr",
            "language_links": language_links,
        }
    )
