"""Which stylesheets a page loads."""

import pytest

from tests.clients import HubClient

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("path", ["/", "/discussions", "/objectives/8", "/none-such"])
def test_pages_of_others_load_what_every_page_needs_and_nothing_more(client: HubClient, path: str) -> None:
    page = client.get(path).text
    assert "/hub.css" in page
    assert "/repository.css" not in page


@pytest.mark.parametrize("path", ["/practices", "/practices/map", "/practices/calls", "/practices/none-such"])
def test_pages_of_a_feature_load_its_own_after_the_one_that_declares_the_layers(client: HubClient, path: str) -> None:
    page = client.get(path).text
    assert 0 < page.index("/hub.css") < page.index("/repository.css")
