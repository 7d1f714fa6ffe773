"""Where LibreOffice is missing, its tests are left out."""

import pytest

from tests.repository.libreoffice import SOFFICE

MISSING = "all tests with LibreOffice are left out: install it (`apt-get install libreoffice-writer libreoffice-calc`)"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without LibreOffice one test stays, to say so in one line."""
    ours = [item for item in items if item.get_closest_marker("libreoffice")]
    if SOFFICE or not ours:
        return
    ours[0].add_marker(pytest.mark.skip(MISSING))
    config.hook.pytest_deselected(items=ours[1:])
    items[:] = [item for item in items if item not in ours[1:]]
