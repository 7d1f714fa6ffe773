"""A real browser on the real hub with its sample content."""

import json
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import STDOUT, Popen
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from hub.sample import PASSWORD

QUIETLY = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync", "--disable-quic")  # fmt: skip
PATIENCE = 180
"""Seconds that the hub may take to start and to load its sample content."""
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}


CHROMIUM = shutil.which("chromium")
MISSING = "all tests in a browser are left out: install Chromium (`apt-get install chromium`)"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without Chromium one test stays, to say so in one line."""
    ours = [item for item in items if item.get_closest_marker("browser")]
    if CHROMIUM or not ours:
        return
    ours[0].add_marker(pytest.mark.skip(MISSING))
    config.hook.pytest_deselected(items=ours[1:])
    items[:] = [item for item in items if item not in ours[1:]]


@pytest.fixture(scope="package")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the hub: its data below `var`, its log beside it."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="package")
def address(data_dir: Path) -> Iterator[str]:
    """Where the hub is served as people serve it, on a folder of its own, filled and indexed."""
    port = str(_free_port())
    found = f"http://127.0.0.1:{port}"
    folder = data_dir
    settings = {"HUB_DATA_DIR": str(folder / "var"), "HUB_RATE_LIMITS": "off", "HUB_BASE_URL": found,
                "HUB_LINK_CHECKS": "off"}  # fmt: skip
    command = [str(Path(sys.executable).with_name("hub")), "serve", "--prepare", "--workers", "1", "--port", port]
    with (folder / "log").open("wb") as log:
        server = Popen(command, env={**os.environ, **settings}, stdout=log, stderr=STDOUT)
        try:
            _wait_for(found + "/readyz", server)
            yield found
        finally:
            server.terminate()
            server.wait(30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait_for(url: str, server: Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        with suppress(URLError), urlopen(url) as answer:
            assert answer.status == 200
            return
        time.sleep(0.1)
    pytest.fail("the hub does not serve")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIETLY))
        yield started
        started.close()


@dataclass
class Tab:
    """A page of the browser, and what went wrong in it."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)
    loaded: list[Request] = field(default_factory=list)

    def watch(self) -> "Tab":
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("request", self._check)
        self.page.on("requestfinished", lambda request: self.loaded.append(request))
        return self

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") or "Content Security Policy" in message.text:
            self.wrong.append(f"console: {message.text}")

    def _check(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.wrong.append(f"foreign request: {request.url}")

    def violations(self) -> list[str]:
        """What axe-core finds, as "rule: what to look at"."""
        found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        return [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]]

    def weight(self) -> dict[str, int]:
        """The bytes that came over the line, by type: document, stylesheet, script …"""
        found: dict[str, int] = {}
        for request in self.loaded:
            sizes = request.sizes()
            came = sizes["responseBodySize"] + sizes["responseHeadersSize"]
            found[request.resource_type] = found.get(request.resource_type, 0) + came
        return found

    def open(self, path: str) -> Page:
        """Go to an address of the hub; it has to answer with 200."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, path
        return self.page

    def log_in(self, email: str) -> None:
        """Log in by the form."""
        self.open("/login")
        self.page.fill("input[name=email]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main form button")
        self.page.wait_for_url(lambda url: not url.endswith("/login"))


NewTab = Callable[..., Any]


@pytest.fixture(scope="package")
def new_tab(browser: Browser, address: str) -> NewTab:
    """`with new_tab(locale="ar") as tab:` opens a browser window of its own."""

    @contextmanager
    def opened(**options: Any) -> Iterator[Tab]:
        context = browser.new_context(**({"viewport": DESKTOP, "locale": "en"} | options))
        context.set_default_timeout(15_000)
        try:
            yield Tab(context.new_page(), address).watch()
        finally:
            context.close()

    return opened


@pytest.fixture(scope="package")
def member(new_tab: NewTab) -> Any:
    """The cookies of somebody who has logged in."""
    with new_tab() as tab:
        tab.log_in("ngo@example.org")
        return tab.page.context.storage_state()


@pytest.fixture(scope="package")
def draft(new_tab: NewTab, member: Any) -> str:
    """The path of a draft of `member`, with some choices made."""
    with new_tab(storage_state=member, java_script_enabled=False) as tab:
        page = tab.open("/practices/new")
        page.fill("[name=title]", "A draft that shows its steps")
        page.click("main form .actions .primary")
        page.click("#f-countries summary >> nth=0")
        page.check("[name=countries][value=TZ]")
        page.click("main form .actions .primary")
        return str(page.url).removeprefix(tab.address).partition("/edit")[0]


@pytest.fixture(scope="package")
def addresses(address: str, draft: str) -> dict[str, str]:
    """Pages by name. Forms need somebody who is signed in; steps of a draft are those of `member`."""

    def first(listing: str) -> Any:
        with urlopen(f"{address}/api/v1{listing}") as answer:
            return json.load(answer)["items"][0]

    def path(listing: str) -> str:
        return str(first(listing)["url"]).removeprefix(address)

    return {
        "home": "/",
        "search": "/search?q=migration+data",
        "practices": "/practices",
        "a practice": path("/practices?per_page=1"),
        "experts": "/experts",
        "an expert": path("/experts?per_page=1"),
        "discussions": "/discussions",
        "a thread": path(f"/spaces/{first('/spaces')['slug']}/threads"),
        "an objective": "/objectives/8",
        "the practice form": "/practices/new",
        "a step with countries": f"{draft}/edit/where",
        "a step with objectives": f"{draft}/edit/contributes",
        "log in": "/login",
        "a call": path("/calls?per_page=1"),
        "a collection": path("/collections?per_page=1"),
        "the figures": "/practices/figures",
    }
