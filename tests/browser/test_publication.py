"""Five people bring a practice from draft to publication, each in a browser of their own, without JavaScript."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewTab, Tab

pytestmark = pytest.mark.browser

TITLE = "A mobile office for the papers of seasonal workers"
CRITERIA = ("implemented", "relevant", "coherent", "innovative", "replicable", "cross_cutting", "timely")
REVIEWERS = ("reviewer.un@example.org", "reviewer.academia@example.org", "reviewer.union@example.org")


def _go_on(page: Page) -> None:
    page.click("main form .actions .primary")


def _write(page: Page) -> None:
    """Fill in what is needed, step by step."""
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", "A bus with two officials goes to the farms in the weeks of the harvest.")
    page.select_option("[name=practice_type]", "project")
    page.select_option("[name=language]", "en")
    _go_on(page)
    page.select_option("[name=scope]", "local")
    page.click("#f-countries summary:has-text('Europe')")
    page.check("[name=countries][value=SI]")
    page.fill("[name=start_year]", "2022")
    _go_on(page)
    page.fill("[name=lead_organizations-0-name]", "City of the browser test")
    _go_on(page)
    page.check("[name=objectives_primary][value='4']")
    _go_on(page)
    page.fill("[name=benefit_impact]", "Workers need no day off to renew their papers.")
    _go_on(page)
    _go_on(page)


def _decide(page: Page, label: str, state: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.locator("main .status").first).to_have_text(state)


def _review(tab: Tab) -> None:
    """From the inbox: first the declaration, then the text and the form."""
    page = tab.open("/inbox")
    page.get_by_role("row", name=TITLE).get_by_role("link").first.click()
    expect(page.locator("main")).not_to_contain_text("A bus with two officials")
    page.check("[name=interest][value=none]")
    page.click("main form button")
    expect(page.locator("main")).to_contain_text("A bus with two officials")
    for name in CRITERIA:
        page.check(f"[name={name}_score][value='4']")
        page.fill(f"[name={name}_comment]", "Shown well.")
    page.check("[name=recommendation][value=approve]")
    page.fill("[name=comment]", "Ready for others to copy.")
    page.click("main form .actions .primary")
    expect(page.locator("main")).to_contain_text("Your review is in")


def test_five_people_bring_a_practice_to_publication(new_tab: NewTab) -> None:
    with ExitStack() as windows:

        def somebody(email: str) -> Tab:
            tab: Tab = windows.enter_context(new_tab(java_script_enabled=False))
            tab.log_in(email)
            return tab

        city, secretariat = somebody("city@example.org"), somebody("secretariat@example.org")
        _write(city.open("/practices/new"))
        city.page.get_by_role("button", name="Submit for review").click()
        expect(city.page.locator("main .status").first).to_have_text("Submitted")

        desk = secretariat.open("/practices/waiting")
        desk.get_by_role("link", name=TITLE).click()
        _decide(desk, "Start screening", "In screening")
        expect(desk.get_by_role("button", name="Send to review")).to_have_count(0)
        for name in ("Kwame", "Inês", "Tomasz"):
            desk.get_by_role("checkbox", name=name).check()
        desk.get_by_role("button", name="Invite", exact=True).click()
        _decide(desk, "Send to review", "Under review")
        expect(desk.get_by_role("link", name="Approve")).to_have_count(0)
        expect(desk.get_by_role("button", name="Approve")).to_have_count(0)
        for email in REVIEWERS:
            _review(somebody(email))
        desk.reload()
        desk.get_by_role("link", name="Approve").click()
        assert TITLE in desk.input_value("[name=letter]")
        _decide(desk, "Send the letter and approve", "Approved")
        _decide(desk, "Publish", "Published")

        status = city.page
        status.reload()
        expect(status.locator("main .status").first).to_have_text("Published")
        expect(status.locator("main")).to_contain_text("Ready for others to copy.")
        for name in ("Kwame", "Inês", "Tomasz"):
            expect(status.locator("main")).not_to_contain_text(name)
        guest: Tab = windows.enter_context(new_tab())
        expect(guest.open("/practices").locator("main")).to_contain_text(TITLE)
        assert [tab.wrong for tab in (city, secretariat, guest)] == [[], [], []]
