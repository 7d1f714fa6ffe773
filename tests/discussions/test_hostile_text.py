"""Nothing that people type is ever executed or breaks a page."""

from html.parser import HTMLParser
from typing import Any

import pytest

from discussions import moderation
from discussions.models import Thread
from tests.clients import HubClient
from tests.discussions import things
from tests.factories import user

VECTORS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))", "<a href='javascript:123'>x</a>", "<svg onload=alert(1)>",
    "<iframe src=//evil></iframe>",
    "![x](javascript:alert(1))", "<https://x\" onmouseover=alert(1)>", "`</code><script>alert(1)</script>`",
    "[x](https://a\"onclick=alert(1))", "<style>@import '//evil'</style>", "<math><mi//xlink:href=\"data:x\">",
    "\"><script>alert(1)</script>", "'-alert(1)-'", "{{ 7*7 }}", "</textarea><script>alert(1)</script>",
    "<!--<img src=--><img src=x onerror=alert(1)//>",
    "[a]: javascript:alert(1)\n\n[a]", "<b onmouseover=alert(1)>b</b>",
]  # fmt: skip


class Dangers(HTMLParser):
    """Collects what a browser would execute or load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("iframe", "style", "object", "embed", "math", "img") or (tag == "script" and "src" not in values):
            self.found.append(tag)
        for name, value in attrs:
            scheme = (value or "").strip().lower().split(":")[0]
            if name.startswith("on") or (name in ("href", "src") and scheme in ("javascript", "data", "vbscript")):
                self.found.append(f"{tag} {name}={value}")


def dangers(html: str) -> list[str]:
    reader = Dangers()
    reader.feed(html)
    return reader.found


@pytest.mark.one_database
def test_vectors_in_titles_posts_quotes_names_and_reasons_do_nothing(client: HubClient, work: Any) -> None:
    keeper, author = user("moderator", name="<script>alert(1)</script>"), user(name='"><img src=x onerror=alert(1)>')
    space = things.space(moderators=(keeper,), title="<script>alert(1)</script>", description=VECTORS[1])
    for vector in VECTORS:
        title = " ".join(vector.split())[:190] + " title"
        thread = things.thread(author, space, title, vector)
        things.post(author, thread, vector, quoted_post=things.first_post(thread).id)
        hidden = things.post(author, thread, vector)
        moderation.report(user(), things.first_post(thread), reason="other", text=vector)
        moderation.hide(keeper, hidden, reason="other", explanation=vector)
        _look(client, thread, keeper)
    work()
    pages = (
        "/discussions",
        things.address(space),
        "/discussions/queue",
        "/search?q=alert",
        "/discussions/log",
        "/inbox",
    )
    for path in pages:
        assert dangers(client.as_(keeper).get(path).text) == [], path


def _look(client: HubClient, thread: Thread, keeper: Any) -> None:
    for reader in (None, keeper):
        page = client.as_(reader).get(things.address(thread))
        assert page.status_code == 200
        assert dangers(page.text) == [], thread.title
        assert "49 title" not in page.text


def test_direction_overrides_and_nesting_bombs_are_taken_calmly(client: HubClient) -> None:
    author, space = user(), things.space()
    browser = client.as_(author)
    for body in ("> " * 5_000, "[" * 10_000, "*" * 19_000, "a\u202eb\u2066c", "- " * 5_000, "\u200b" * 1_000 + "x"):
        form = {"title": "A \u202e title", "body": "First", "language": "en"}
        thread = browser.post(things.address(space, "/new"), data=form).location
        answer = browser.post(thread, data={"body": body})
        assert answer.status_code in (302, 422)
        assert "\u202e" not in browser.get(thread).text


def test_requests_that_are_too_large_are_told_so(client: HubClient) -> None:
    thread = things.thread(user(), things.space())
    answer = client.as_(user()).post(things.address(thread), data={"body": "x" * 2_000_000})
    assert answer.status_code in (413, 422)
