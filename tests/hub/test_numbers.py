"""Numbers that forms and addresses carry are numbers of rows, or nothing."""

from collections.abc import Callable

import pytest

from hub.auth.models import User
from hub.forms import row_number
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import practice, user

NO_NUMBERS = (
    "",
    " ",
    "²",
    "٣",
    "1²",
    "-1",
    "-99999999999999999999",
    "99999999999999999999",
    "1.0",
    "1e3",
    "0x1",
    " 1",
    "1\n",
)
"""Some are digits to Python, some fit into no column."""


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_no_page_of_ours_sends_is_no_number(text: str) -> None:
    assert row_number(text) is None


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_a_whole_number_that_a_column_holds_is_read(text: str, number: int) -> None:
    assert row_number(text) == number


ASSIGN = {"do": "assign", "handler": "nobody"}
Address = Callable[[Practice, str], tuple[str, dict[str, str]]]
FORMS: dict[str, Address] = {
    "the versions of chosen practices": lambda p, text: ("/practices/waiting", ASSIGN | {"chosen": f"{p.id}:{text}"}),
    "chosen practices": lambda p, text: ("/practices/waiting", ASSIGN | {"chosen": f"{text}:1"}),
    "reviewers": lambda p, text: (f"/practices/{p.slug}/reviewers", {"reviewer": text}),
    "what to take back": lambda p, text: ("/undo", {"entry": text}),
    "the version of a step": lambda p, text: (f"/practices/{p.slug}/transitions", {"to": "declined", "version": text}),
    "the version of a text": lambda p, text: (f"/practices/{p.slug}/edit/what", {"title": "Another", "version": text}),
    "rows": lambda p, text: (f"/practices/{p.slug}/edit/who", {f"partners-{text}-name": "Union"}),
}  # fmt: skip
PAGES: dict[str, Callable[[Practice, str], str]] = {
    "pages": lambda p, text: f"/practices?page={text}",
    "a version": lambda p, text: f"/practices/{p.slug}/cite.bib?version={text}",
    "versions": lambda p, text: f"/practices/{p.slug}/versions/compare?from={text}&to={text}",
    "people": lambda p, text: f"/practices/waiting?handler={text}",
    "a thing": lambda p, text: f"/discussions?about=practice:{text}",
}


@pytest.fixture
def secretariat(app: object) -> User:
    return user("secretariat")


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_number_breaks_a_form_or_a_page(client: HubClient, secretariat: User, text: str) -> None:
    made, desk = practice("screening"), client.as_(secretariat)
    statuses = {name: desk.get(page(made, text)).status_code for name, page in PAGES.items()}
    statuses |= {
        name: desk.post(path, data=data).status_code
        for name, (path, data) in ((n, f(made, text)) for n, f in FORMS.items())
    }
    assert {name: status for name, status in statuses.items() if status >= 500} == {}
