"""Attaching a document in a real browser, where the page also saves itself."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewTab
from tests.browser.test_writing import AUTHOR, _begin

pytestmark = pytest.mark.browser


def test_a_document_comes_and_goes_without_a_word_that_was_typed_being_lost(new_tab: NewTab) -> None:
    with new_tab() as tab:
        tab.log_in(AUTHOR)
        page = _begin(tab, "A line with a document")
        page.goto(page.url.replace("/what", "/more"))
        page.fill("[name=focal_point-name]", "Ada Typed")
        page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"some text"})
        page.get_by_role("button", name="Attach", exact=True).click()
        expect(page.locator("#documents li")).to_contain_text("a.txt")
        expect(page.locator("[name=focal_point-name]")).to_have_value("Ada Typed")
        page.fill("[name=focal_point-name]", "Ada Later")
        page.click("text=Remove the document")
        expect(page.locator("#documents li")).to_have_count(0)
        expect(page.locator("[name=focal_point-name]")).to_have_value("Ada Later")
        assert tab.wrong == []
