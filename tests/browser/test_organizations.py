"""Names of organizations are completed from the register, and bring their category along."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewTab, Tab

pytestmark = pytest.mark.browser


def _step_of_organizations(tab: Tab) -> Page:
    """Begin a practice and go on to the step that asks who leads it."""
    page = tab.open("/practices/new")
    page.fill("[name=title]", "A practice of many organizations")
    page.click("main form .actions .primary")
    page.wait_for_url("**/edit/where")
    page.click("main form .actions .primary")
    page.wait_for_url("**/edit/who")
    return page


def test_a_name_is_completed_and_brings_its_category(new_tab: NewTab) -> None:
    with new_tab() as tab:
        tab.log_in("focal.ph@example.org")
        page = _step_of_organizations(tab)
        name, category = "[name=lead_organizations-0-name]", "[name=lead_organizations-0-category]"
        page.wait_for_selector(name)
        page.fill(name, "International Organization for Migration")
        assert page.input_value(category) == "un-entity"
        page.fill("[name=partners-0-name]", "paraguayan ind")
        option = page.locator("#known-organizations option[value='Paraguayan Indigenous Institute']")
        option.wait_for(state="attached")
        page.fill("[name=partners-0-name]", "Paraguayan Indigenous Institute")
        assert page.input_value("[name=partners-0-category]") == "member-state"
        page.select_option(category, "academia")
        page.fill(name, "UN Women")
        assert page.input_value(category) == "academia", "what was chosen stays"
        assert tab.wrong == []
