"""A practice on paper, and several side by side."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, NewTab

pytestmark = pytest.mark.browser

A4 = (595, 842)
"""Points, as printers count."""


def _sheets(pdf: bytes) -> list[tuple[int, int]]:
    """The size of each sheet."""
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(int(float(width)), int(float(height))) for width, height in boxes]


def test_a_practice_is_printed_whole_with_its_citation_and_without_what_only_screens_need(
    new_tab: NewTab, addresses: dict[str, str]
) -> None:
    with new_tab() as tab:
        page = tab.open(addresses["a practice"])
        sheets = _sheets(page.pdf(format="A4", prefer_css_page_size=True))
        assert set(sheets) == {A4} and 1 < len(sheets) < 12
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 673, "height": 950})
        for shown in (
            "h1",
            "#summary",
            "#benefit-impact",
            "#cite .citation",
            "#history",
            ".print-only",
            ".side .facts",
        ):
            assert page.locator(shown).first.is_visible(), shown
        for hidden in (".menu", ".account", ".foot", ".crumbs", "#related", "#cite .tags"):
            assert not page.locator(hidden).first.is_visible(), hidden
        assert addresses["a practice"] in page.locator(".print-only").inner_text().replace("\n", "")
        assert page.evaluate("document.documentElement.scrollWidth") <= 673
        assert tab.wrong == [], "no policy stops the data for search engines, which nothing runs"


def test_practices_side_by_side_can_be_used_by_everybody_and_be_printed_across(
    new_tab: NewTab, addresses: dict[str, str]
) -> None:
    with new_tab() as tab:
        page = tab.open(addresses["a practice"])
        page.locator("#related .more a").click()
        page.locator("main .screen-only a").first.click()
        assert page.locator(".compare thead th").count() == 3
        assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
        assert {(height, width) for width, height in _sheets(page.pdf(format="A4", prefer_css_page_size=True))} == {A4}
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.locator(".compare thead a").first.is_visible()
        assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
        assert tab.wrong == []
