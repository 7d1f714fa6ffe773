"""A complete review in a browser, without JavaScript: a refusal, a disagreement, two rounds of changes, publication.

Whoever submits learns from no page, mail, API or export who reviewed.
"""

import email
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from email import policy
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewTab, Tab

pytestmark = pytest.mark.browser

TITLE = "A river clinic for families who follow the fish"
TEXT = "A boat with a nurse goes to the camps on the river."
CITY, SECRETARIAT = "city@example.org", "secretariat@example.org"
UN, ACADEMIA, NGO = "reviewer.un@example.org", "reviewer.academia@example.org", "reviewer.ngo@example.org"
UNION, SECOND_UN = "reviewer.union@example.org", "reviewer.un2@example.org"
REVIEWERS = {UN: "Kwame Asante", ACADEMIA: "Inês Carvalho", NGO: "Nadia Haddad", UNION: "Tomasz", SECOND_UN: "Ledesma"}
CRITERIA = ("implemented", "relevant", "coherent", "innovative", "replicable", "cross_cutting", "timely")


class Windows:
    """A browser window for each person, opened when they are first needed."""

    def __init__(self, new_tab: NewTab, stack: ExitStack) -> None:
        self.new_tab, self.stack = new_tab, stack
        self.tabs: dict[str, Tab] = {}

    def __getitem__(self, email: str) -> Tab:
        if email not in self.tabs:
            tab = self.stack.enter_context(self.new_tab(java_script_enabled=False))
            tab.log_in(email)
            self.tabs[email] = tab
        return self.tabs[email]


@pytest.fixture
def windows(new_tab: NewTab) -> Iterator[Windows]:
    with ExitStack() as stack:
        yield Windows(new_tab, stack)


def _submit(windows: Windows) -> str:
    """Write the practice and submit it; its address."""
    page = windows[CITY].open("/practices/new")
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", TEXT)
    page.select_option("[name=practice_type]", "project")
    page.select_option("[name=language]", "en")
    _save(page)
    page.select_option("[name=scope]", "local")
    page.click("#f-countries summary:has-text('Europe')")
    page.check("[name=countries][value=SI]")
    page.fill("[name=start_year]", "2021")
    _save(page)
    page.fill("[name=lead_organizations-0-name]", "City of the river")
    _save(page)
    page.check("[name=objectives_primary][value='15']")
    _save(page)
    page.fill("[name=benefit_impact]", "Children are vaccinated where they are.")
    _save(page)
    _save(page)
    _press(page, "Submit for review", "Submitted")
    return page.url.partition("/practices/")[2].removesuffix("/status")


def _save(page: Page) -> None:
    page.click("main form .actions .primary")


def _press(page: Page, label: str, state: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.locator("main .status").first).to_have_text(state)


def _invite(desk: Page, *names: str) -> None:
    """Invite these people and nobody else, whoever is suggested."""
    for box in desk.locator("#invite input[type=checkbox]").all():
        box.set_checked(any(name in (box.locator("xpath=..").text_content() or "") for name in names))
    desk.get_by_role("button", name="Invite", exact=True).click()
    for name in names:
        expect(desk.locator("#reviewers")).to_contain_text(name)


def _from_inbox(windows: Windows, reviewer: str) -> Page:
    """The page of the review. Reviewers read the hub in their own languages, so that words tell nothing here."""
    page = windows[reviewer].open("/inbox")
    page.get_by_role("row", name=TITLE).get_by_role("link").first.click()
    return page


def _accept(windows: Windows, reviewer: str) -> Page:
    page = _from_inbox(windows, reviewer)
    expect(page.locator("main")).not_to_contain_text(TEXT)
    page.check("[name=interest][value=none]")
    page.click("main form button")
    expect(page.locator("main")).to_contain_text(TEXT)
    return page


def _review(windows: Windows, reviewer: str, recommendation: str, comment: str, score: int = 4) -> None:
    page = _accept(windows, reviewer)
    for name in CRITERIA:
        page.check(f"[name={name}_score][value='{score}']")
        page.fill(f"[name={name}_comment]", f"{name.capitalize()}, as far as shown.")
    page.check(f"[name=recommendation][value={recommendation}]")
    page.fill("[name=comment]", comment)
    page.fill("[name=private_note]", "For the secretariat alone.")
    page.click("#review .actions .primary")
    expect(page.locator("main .notice.good").first).to_be_visible()


def _refuse(windows: Windows, reviewer: str) -> None:
    page = _from_inbox(windows, reviewer)
    page.click("main a[href$='/refusal']")
    page.check("[name=reason][value=busy]")
    page.fill("[name=suggestion]", "A colleague at the union")
    page.click("main form button")
    expect(page.locator("main .notice.good")).to_be_visible()


def _ask_for_changes(desk: Page, *points: str) -> None:
    """Begin with the reviewers' comments, replace them by the secretariat's words, look at the letter, send."""
    desk.get_by_role("link", name="Ask for changes").click()
    desk.get_by_role("button", name="Take the reviewers’ comments over as points").click()
    for row in desk.locator("[name^=points-][name$=-text]").all():
        row.fill("")
    for number, text in enumerate(points):
        desk.fill(f"[name=points-{number}-text]", text)
        desk.select_option(f"[name=points-{number}-field]", "benefit_impact")
    desk.get_by_role("button", name="Compose the letter").click()
    assert TITLE in desk.input_value("[name=letter]")
    desk.get_by_role("button", name="Send the letter and ask for changes").click()
    expect(desk.locator("main .status").first).to_have_text("Changes requested")


def _change_and_answer(windows: Windows, path: str, text: str, answers: dict[int, tuple[str, str]]) -> None:
    page = windows[CITY].open(f"{path}/status")
    expect(page.get_by_role("button", name="Submit again")).to_have_count(0)
    page = windows[CITY].open(f"{path}/edit/how")
    expect(page.locator("aside")).to_contain_text("Benefit and impact: ")
    page.fill("[name=benefit_impact]", text)
    _save(page)
    page.get_by_role("link", name="Answer the points").click()
    for number, (state, words) in answers.items():
        page.check(f"[name=point_{number}-state][value={state}]")
        page.fill(f"[name=point_{number}-answer]", words)
    page.get_by_role("button", name="Save the answers").click()
    _press(page, "Submit again", "Submitted")


def _first_round(windows: Windows, path: str) -> None:
    """Three are invited, one refuses and is replaced; they disagree, and one more is asked."""
    desk = windows[SECRETARIAT].open(f"{path}/desk")
    _press(desk, "Start screening", "In screening")
    _invite(desk, REVIEWERS[UN], REVIEWERS[ACADEMIA], REVIEWERS[NGO])
    _refuse(windows, NGO)
    desk = windows[SECRETARIAT].open(f"{path}/desk")
    expect(desk.locator("#reviewers")).to_contain_text("A colleague at the union")
    _invite(desk, REVIEWERS[UNION])
    _press(desk, "Send to review", "Under review")
    _review(windows, UN, "approve", "Ready for others to copy.")
    _review(windows, ACADEMIA, "decline", "No figure shows that it worked.", score=2)
    _review(windows, UNION, "changes", "Say what it costs.")
    desk.reload()
    expect(desk.locator("main")).to_contain_text("The recommendations disagree")
    expect(windows[CITY].open(f"{path}/status").locator("main")).to_contain_text("another opinion is asked for")
    _invite(desk, REVIEWERS[SECOND_UN])
    _review(windows, SECOND_UN, "changes", "Worth publishing once the result is shown.")


def _next_round(windows: Windows, path: str, recommendation: str, comment: str) -> Page:
    """The same reviewers once more; the desk, where it can be decided."""
    desk = windows[SECRETARIAT].open(f"{path}/desk")
    _press(desk, "Start screening", "In screening")
    _press(desk, "Send to review", "Under review")
    for reviewer in (UN, ACADEMIA, UNION, SECOND_UN):
        _review(windows, reviewer, recommendation, comment)
    return windows[SECRETARIAT].open(f"{path}/desk")


def test_a_review_with_disagreement_and_two_rounds_of_changes_names_no_reviewer(
    windows: Windows, address: str, data_dir: Path
) -> None:
    path = "/practices/" + _submit(windows)
    _first_round(windows, path)
    desk = windows[SECRETARIAT].open(f"{path}/desk")
    _ask_for_changes(desk, "Give a figure for the result.", "Say what a day on the river costs.")
    answers = {1: ("done", "We give the number of children."), 2: ("not_done", "The fuel is paid by another budget.")}
    _change_and_answer(windows, path, "In one year 412 children were vaccinated.", answers)

    desk = _next_round(windows, path, "changes", "Nearly there.")
    news = windows[ACADEMIA].page.locator("#text")
    expect(news.locator("ins").filter(has_text="412")).to_have_count(1)
    expect(news).to_contain_text("The fuel is paid by another budget.")
    _ask_for_changes(desk, "Name the source of the figure.")
    _change_and_answer(windows, path, "The clinic's register counts 412 children in a year.", {1: ("done", "Named.")})

    desk = _next_round(windows, path, "approve", "Now it is shown.")
    desk.get_by_role("link", name="Approve").click()
    letter = desk.locator("[name=letter]")
    letter.fill(letter.input_value() + "\nThe river thanks you.")
    _press(desk, "Send the letter and approve", "Approved")
    _press(desk, "Publish", "Published")

    seen = _all_that_the_city_sees(windows[CITY], path, data_dir)
    assert "The river thanks you." in seen and "Nearly there." in seen and "Say what it costs." in seen
    for reviewer, name in REVIEWERS.items():
        assert reviewer not in seen
        assert name not in seen
    assert [(who, tab.wrong) for who, tab in windows.tabs.items() if tab.wrong] == []


def _all_that_the_city_sees(tab: Tab, path: str, data_dir: Path) -> str:
    """Pages with their source, answers of the API with the city's own session, mails, and the open data."""
    pages = [path, f"{path}/status", f"{path}/rounds", f"{path}/letters/1", f"{path}/letters/2", f"{path}/letters/3",
             "/practices/mine", "/inbox", "/practices/review-rules"]  # fmt: skip
    seen = [tab.open(page).content() for page in pages]
    api = f"/api/v1{path}"
    for call in (api, f"{api}/reviews", f"{api}/points", f"{api}/letters", "/api/v1/practices?per_page=100"):
        answer = tab.page.request.get(tab.address + call)
        assert answer.status == 200, call
        seen.append(json.dumps(answer.json(), ensure_ascii=False))
    return "\n".join([*seen, *_mails_to(CITY, data_dir), _export(data_dir)])


def _mails_to(address: str, data_dir: Path) -> list[str]:
    """All mails to somebody, once that of the publication has gone out."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        files = sorted((data_dir / "var" / "mail").iterdir())
        mails = [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        found = [f"{mail.items()}\n{mail.get_content()}" for mail in mails if mail["To"] == address]
        if any(f"Published: {TITLE}" in mail for mail in found):
            return found
        time.sleep(0.2)
    pytest.fail("the mails have not gone out")


def _export(data_dir: Path) -> str:
    """What `hub export` gives out."""
    command = [str(Path(sys.executable).with_name("hub")), "export", "practices"]
    settings = {**os.environ, "HUB_DATA_DIR": str(data_dir / "var")}
    found = subprocess.run(command, env=settings, capture_output=True, check=True, text=True).stdout
    assert TITLE in found
    return found


def test_a_review_is_saved_while_it_is_written(new_tab: NewTab) -> None:
    with new_tab() as tab:
        tab.log_in(ACADEMIA)
        page = tab.open("/inbox")
        page.locator("main a[href^='/practices/reviews/']").first.click()
        if page.locator("[name=interest]").count():
            page.check("[name=interest][value=none]")
            page.click("main form button")
        page.check("[name=timely_score][value='3']")
        page.fill("[name=timely_comment]", "It runs since last year.")
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.focus("[name=comment]")
        expect(page.locator("[data-saving]")).to_contain_text("Saved at")
        page.reload()
        expect(page.locator("[name=timely_comment]")).to_have_value("It runs since last year.")
        expect(page.locator("[name=timely_score][value='3']")).to_be_checked()
        assert tab.wrong == []
