"""Ways through the hub by keyboard alone, without JavaScript, and from one language to another."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewTab

pytestmark = pytest.mark.browser

MOST_STEPS = 60


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what the selector names."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by keyboard")


def test_by_keyboard_alone_one_skips_to_the_content_searches_and_opens_a_result(new_tab: NewTab) -> None:
    with new_tab() as tab:
        page = tab.open("/")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_class("skip")
        page.keyboard.press("Enter")
        expect(page.locator(":focus")).to_have_id("main")
        _tab_to(page, "main input[type=search]")
        page.keyboard.type("missing migrants")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?**")
        _tab_to(page, ".hit a")
        title = page.locator(":focus").inner_text()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text(title)
        assert tab.wrong == []


def test_focus_is_visible_at_every_step(new_tab: NewTab) -> None:
    with new_tab() as tab:
        page = tab.open("/login")
        for _step in range(15):
            page.keyboard.press("Tab")
            width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
            style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert width >= 2 and style != "none", page.evaluate("document.activeElement.outerHTML")


def test_without_javascript_one_logs_in_starts_a_practice_and_sees_where_it_stands(new_tab: NewTab) -> None:
    with new_tab(java_script_enabled=False, viewport=PHONE) as tab:
        tab.log_in("focal.de@example.org")
        page = tab.open("/practices/new")
        page.fill("input[name=title]", "A practice that was written without JavaScript")
        page.click("button:text('Save and go on')")
        expect(page).to_have_url(re.compile(r"/practices/a-practice-that-was-written[^/]*/edit/where$"))
        page.click(".filters > summary")
        page.click(".way a:text('What it contributes to')")
        page.check("input[name=objectives_primary][value='8']")
        page.click("button:text('Save and go on')")
        page.click("text=See all that is missing")
        expect(page).to_have_url(re.compile(r"/status#completeness$"))
        expect(page.locator("h1")).to_have_text("A practice that was written without JavaScript")
        lacking = page.locator("main .lacking a")
        expect(lacking.filter(has_text="Summary")).to_have_count(1)
        expect(lacking.filter(has_text="Main objectives")).to_have_count(0)
        assert tab.wrong == []


def test_without_javascript_the_menu_and_the_filters_can_be_opened(new_tab: NewTab) -> None:
    with new_tab(java_script_enabled=False, viewport=PHONE) as tab:
        page = tab.open("/")
        page.click(".menu > summary")
        page.click(".menu nav a[href='/practices']")
        expect(page).to_have_url(re.compile("/practices$"))
        assert tab.wrong == []


def test_the_language_is_switched_in_place_and_stays(new_tab: NewTab) -> None:
    with new_tab() as tab:
        page = tab.open("/objectives/8")
        page.click("footer a[lang=ar]")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page).to_have_url(re.compile(r"/objectives/8\?lang=ar$"))
        tab.open("/practices")
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        assert tab.wrong == []
