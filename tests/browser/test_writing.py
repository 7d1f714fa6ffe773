"""Writing in a real browser: saved while somebody types, kept where it cannot be, compared where two clash."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewTab, Tab

pytestmark = pytest.mark.browser

AUTHOR, SECRETARIAT = "focal.de@example.org", "secretariat@example.org"


def _begin(tab: Tab, title: str) -> Page:
    """A new practice whose first words have been saved by themselves."""
    page = tab.open("/practices/new")
    page.fill("[name=title]", title)
    page.focus("[name=summary]")
    _wait_until_saved(page)
    return page


def _wait_until_saved(page: Page) -> None:
    expect(page.locator("[data-saving]")).to_have_text(re.compile("^Saved at"))
    expect(page.locator(".saving.warn")).to_have_count(0)


def _check_scripts(*tabs: Tab) -> None:
    """No script may fail; that the hub refuses something, or is not there, the browser notes as well."""
    assert [words for tab in tabs for words in tab.wrong if not words.startswith("console: Failed to load")] == []


def test_what_is_typed_is_saved_by_itself_and_found_on_another_device(new_tab: NewTab) -> None:
    with new_tab() as tab, new_tab(viewport=PHONE) as phone:
        tab.log_in(AUTHOR)
        phone.log_in(AUTHOR)
        page = _begin(tab, "A line that answers day and night")
        expect(page).to_have_url(re.compile(r"/practices/a-line-that-answers[^/]*/edit/what$"))
        expect(page.locator(".way a")).to_have_count(7)
        page.fill("[name=summary]", "Workers abroad call it.")
        page.click("text=Summary")
        with page.expect_response(lambda r: r.request.method == "POST"):
            page.fill("[name=summary]", "Workers abroad call it, and it answers.")
        other = phone.open(page.url.removeprefix(tab.address))
        expect(other.locator("[name=summary]")).to_have_value("Workers abroad call it, and it answers.")
        assert tab.wrong == phone.wrong == []


def test_a_wrong_answer_is_named_at_its_field_and_the_others_are_saved(new_tab: NewTab) -> None:
    with new_tab() as tab:
        tab.log_in(AUTHOR)
        page = _begin(tab, "A line for wrong answers")
        page.click("text=Save and go on")
        page.fill("[name=start_year]", "20220")
        page.fill("[name=subnational]", "Lyon")
        page.focus("[name=end_year]")
        expect(page.locator("#f-start_year-err")).to_contain_text("whole number")
        expect(page.locator("[data-saving]")).to_contain_text("apart from the answers that are marked")
        page.fill("[name=start_year]", "2022")
        page.focus("[name=end_year]")
        expect(page.locator("#f-start_year-err")).to_have_count(0)
        page.reload()
        expect(page.locator("[name=start_year]")).to_have_value("2022")
        expect(page.locator("[name=subnational]")).to_have_value("Lyon")
        _check_scripts(tab)


def test_without_a_line_the_text_stays_and_is_saved_when_the_line_is_back(new_tab: NewTab) -> None:
    with new_tab() as tab:
        tab.log_in(AUTHOR)
        page = _begin(tab, "A line that breaks")
        page.context.set_offline(True)
        page.fill("[name=summary]", "Written without a line.")
        expect(page.locator(".saving.warn")).to_contain_text("we try again")
        page.click("text=Save and go on")
        expect(page.locator("[name=summary]")).to_have_value("Written without a line.")
        page.context.set_offline(False)
        _wait_until_saved(page)
        page.click("text=Save and go on")
        page.click("text=Back to: What it is")
        expect(page.locator("[name=summary]")).to_have_value("Written without a line.")
        _check_scripts(tab)


def test_after_a_log_in_in_another_window_the_form_goes_on_saving(new_tab: NewTab) -> None:
    with new_tab() as tab:
        tab.log_in(AUTHOR)
        page = _begin(tab, "A session that ends")
        beside = Tab(page.context.new_page(), tab.address)
        beside.open("/about").get_by_role("button", name="Log out").click()
        page.fill("[name=summary]", "Written while logged out.")
        expect(page.locator(".saving.warn")).to_contain_text("logged out")
        beside.log_in(AUTHOR)
        _wait_until_saved(page)
        page.reload()
        expect(page.locator("[name=summary]")).to_have_value("Written while logged out.")
        _check_scripts(tab)


def test_two_who_change_the_same_answer_compare_and_choose(new_tab: NewTab) -> None:
    with new_tab() as one, new_tab() as two:
        one.log_in(AUTHOR)
        two.log_in(SECRETARIAT)
        page = _begin(one, "A summary by two people")
        other = two.open(page.url.removeprefix(one.address))
        page.fill("[name=summary]", "We began late.")
        _wait_until_saved(page)
        page.click("text=Save and stay")
        other.fill("[name=summary]", "We began early.")
        expect(other.locator(".saving.warn")).to_contain_text("Somebody else changed the same answers: Summary")
        other.click("text=Compare and choose")
        expect(other.locator("h1")).to_have_text("Two people changed the same answers")
        expect(other.locator(".diff del")).to_contain_text("late")
        expect(other.locator(".diff ins")).to_contain_text("early")
        assert two.violations() == []
        other.fill("[name=summary]", "We began early in one city, late in the others.")
        other.check("[value=mine]")
        other.click("text=Save my choice and stay")
        page.reload()
        expect(page.locator("[name=summary]")).to_have_value("We began early in one city, late in the others.")
        _check_scripts(one, two)


def test_without_javascript_two_who_change_the_same_answer_choose_as_well(new_tab: NewTab) -> None:
    with new_tab(java_script_enabled=False, viewport=PHONE) as one, new_tab(java_script_enabled=False) as two:
        one.log_in(AUTHOR)
        two.log_in(SECRETARIAT)
        page = one.open("/practices/new")
        page.fill("[name=title]", "A title by two people")
        page.click("text=Save and stay")
        other = two.open(page.url.removeprefix(one.address))
        for window, words in ((page, "First words"), (other, "Second words")):
            window.fill("[name=summary]", words)
            window.click("text=Save and go on")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        expect(other.locator(".diff del")).to_contain_text("First")
        other.check("[value=theirs]")
        other.click("text=Save my choice")
        expect(other).to_have_url(re.compile("/edit/where$"))
        other.click("text=Back to: What it is")
        expect(other.locator("[name=summary]")).to_have_value("First words")


def test_the_page_on_which_a_draft_is_submitted_shows_what_is_missing_what_looks_like_it_and_who_writes(
    new_tab: NewTab,
) -> None:
    with new_tab(viewport=PHONE) as tab, new_tab() as other:
        tab.log_in(AUTHOR)
        page = _begin(tab, "Armenia maps the skills of its diaspora with data")
        page.click(".filters > summary")
        page.click("text=Check and submit")
        expect(page.locator("#completeness")).to_contain_text("needed answers are missing")
        expect(page.locator("#alike")).to_contain_text("Armenia maps the skills of its diaspora with big data")
        page.fill("[name=email]", "city@example.org")
        page.click("button:text('Invite')")
        other.log_in("city@example.org")
        beside = other.open("/inbox")
        beside.click("text=Answer an invitation to write a practice together")
        expect(beside.locator("main")).to_contain_text("Armenia maps the skills of its diaspora with data")
        assert other.violations() == []
        beside.click("button:text('Accept')")
        page.reload()
        expect(page.locator("#authors")).to_contain_text("Luka")
        assert tab.violations() == []
        page.click("text=See the page as readers will")
        expect(page.locator(".band")).to_contain_text("Readers will see this page")
        assert tab.violations() == []
        assert tab.wrong == other.wrong == []
