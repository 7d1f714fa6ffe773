"""Pages as people meet them: with a screen reader, on a phone, in Arabic, on a slow line."""

from typing import Any

import pytest

from tests.browser.conftest import PHONE, NewTab

pytestmark = pytest.mark.browser

NAMES = ("home", "search", "practices", "a practice", "experts", "an expert", "discussions", "a thread",
         "an objective", "the practice form", "a step with countries", "a step with objectives", "log in",
         "a call", "a collection", "the figures")  # fmt: skip
OF_MEMBERS = ("the practice form", "a step with countries", "a step with objectives")
DIRECTIONS = {"en": "ltr", "ar": "rtl"}
PAGE_LIMIT, FIRST_VISIT_LIMIT = 14 * 1024, 60 * 1024


def _options(name: str, member: Any) -> dict[str, Any]:
    return {"storage_state": member} if name in OF_MEMBERS else {}


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_accessible_quiet_light_and_fits_a_phone(
    new_tab: NewTab, addresses: dict[str, str], member: Any, name: str, language: str
) -> None:
    with new_tab(locale=language, **_options(name, member)) as tab:
        page = tab.open(f"{addresses[name]}?lang={language}" if name in OF_MEMBERS else addresses[name])
        weight = tab.weight()
        assert {"document", "stylesheet", "script"} <= set(weight)
        assert weight["document"] < PAGE_LIMIT
        assert sum(weight.values()) < FIRST_VISIT_LIMIT
        assert page.get_attribute("html", "lang") == language
        assert page.get_attribute("html", "dir") == DIRECTIONS[language]
        assert tab.violations() == []
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert tab.wrong == []


@pytest.mark.parametrize("name", ["home", "a practice", "a thread"])
def test_a_page_is_accessible_in_the_dark_and_on_a_phone(new_tab: NewTab, addresses: dict[str, str], name: str) -> None:
    with new_tab(color_scheme="dark", viewport=PHONE) as tab:
        tab.open(addresses[name])
        assert tab.violations() == []
