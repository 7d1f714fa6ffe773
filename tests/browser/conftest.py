"""A real browser on the real hub with its sample content."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from hub import sample, upgrading
from hub.db import db

QUIETLY = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync", "--disable-quic")  # fmt: skip
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}


@pytest.fixture(scope="package")
def chromium() -> str:
    """The browser's program."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("the browser tests need Chromium: `apt-get install chromium`, or put `chromium` on the path")
    return found


@pytest.fixture(scope="package")
def hub(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a folder of its own, filled and indexed."""
    made = create_app({"HUB_DATA_DIR": str(tmp_path_factory.mktemp("browser")), "HUB_RATE_LIMITS": False})
    with made.app_context():
        upgrading.upgrade()
        sample.load()
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture(scope="package")
def address(hub: Flask) -> Iterator[str]:
    """Where it is served."""
    server = make_server("127.0.0.1", 0, hub, threaded=True)
    thread = Thread(target=server.serve_forever, name="browser tests' server")
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(QUIETLY))
        yield started
        started.close()


@dataclass
class Tab:
    """A page of the browser, and what went wrong in it."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> "Tab":
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("request", self._check)
        return self

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") or "Content Security Policy" in message.text:
            self.wrong.append(f"console: {message.text}")

    def _check(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.wrong.append(f"foreign request: {request.url}")

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
        self.page.fill("input[name=password]", sample.PASSWORD)
        self.page.click("main form button")
        self.page.wait_for_url(lambda url: not url.endswith("/login"))


NewTab = Callable[..., Any]


@pytest.fixture(scope="package")
def new_tab(browser: Browser, address: str) -> NewTab:
    """`with new_tab(locale="ar") as tab:` opens a browser window of its own."""

    @contextmanager
    def opened(**options: Any) -> Iterator[Tab]:
        context: BrowserContext = browser.new_context(**({"viewport": DESKTOP, "locale": "en"} | options))
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
def addresses(hub: Flask) -> dict[str, str]:
    """Ten pages by name. "the practice form" needs somebody who is signed in."""

    def first(listing: str) -> Any:
        return hub.test_client().get(f"/api/v1{listing}").get_json()["items"][0]

    def path(listing: str) -> str:
        return "/" + str(first(listing)["url"]).split("/", 3)[3]

    space = first("/spaces")
    return {
        "home": "/",
        "search": "/search?q=migration+data",
        "practices": "/practices",
        "a practice": path("/practices?per_page=1"),
        "experts": "/experts",
        "an expert": path("/experts?per_page=1"),
        "discussions": "/discussions",
        "a thread": path(f"/spaces/{space['slug']}/threads"),
        "an objective": "/objectives/8",
        "the practice form": "/practices/new",
        "log in": "/login",
    }
