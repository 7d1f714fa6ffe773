"""The links of a practice are looked at in the background, for those who write it and the secretariat."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hub import clock
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.jobs.models import Job
from hub.jobs.worker import Worker
from hub.mail import post
from hub.outgoing import Reach
from repository import operations
from repository.models import LinkCheck, Practice
from repository.operations import links
from tests.clients import HubClient
from tests.factories import practice, user
from tests.hub.web import Web, serving


@pytest.fixture
def web(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web of our own, which this hub may ask."""
    monkeypatch.setitem(app.config, "HUB_LINK_CHECKS", True)
    with serving() as found:
        monkeypatch.setitem(app.extensions, "hub_reach", found.reach)
        yield found
    app.extensions.pop("hub_blind_until", None)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, work: Any) -> Callable[[timedelta], None]:
    """Call it to let time pass, and the worker work."""
    passed = [timedelta()]
    now = clock.now

    def let_pass(more: timedelta) -> None:
        passed[0] += more
        monkeypatch.setattr(clock, "now", lambda: now() + passed[0])
        work()

    return let_pass


MINUTES, DAYS = timedelta(minutes=2), timedelta(days=1, minutes=2)


def linking(web: Web, *paths: str, status: str = "draft", **special: Any) -> Practice:
    return practice(status, links=[{"label": f"To {path}", "url": web.url(path)} for path in paths], **special)


def outcomes() -> dict[str, str]:
    db.session.rollback()
    return {check.url.rpartition("/")[2]: check.outcome for check in db.session.scalars(select(LinkCheck))}


def test_links_are_looked_at_a_while_after_they_are_saved(client: HubClient, web: Web, later: Any) -> None:
    made = linking(web, "/ok", "/404", "/500", "/403")
    page = f"/practices/{made.slug}/status"
    author = client.as_(made.submitter)
    assert author.get(page).text.count("Not checked yet") == 4
    later(timedelta())
    assert web.asked == [], "somebody may still be typing"
    later(MINUTES)
    assert outcomes() == {"ok": "answered", "404": "unreachable", "500": "unreachable", "403": "answered"}
    text = author.get(page).text
    assert text.count("It answered.") == text.count("check the address") == 2
    assert "It answered." in author.get(f"/practices/{made.slug}/edit/more").text
    api = client.api(create_token(made.submitter, label="test", scope="read"))
    told = [one["outcome"] for one in api.get(f"/practices/{made.slug}/links").json["items"]]
    assert told == ["answered", "unreachable", "unreachable", "answered"]


def test_readers_and_reviewers_are_told_nothing(client: HubClient, web: Web, later: Any) -> None:
    made = linking(web, "/404", status="published")
    later(MINUTES)
    assert "It could not be reached on" in client.as_(user("secretariat")).get(f"/practices/{made.slug}/desk").text
    for who in (client, client.as_(user()), client.as_(made.submitter)):
        for path in (f"/practices/{made.slug}", f"/api/v1/practices/{made.slug}"):
            assert "check the address" not in who.get(path).text and "unreachable" not in who.get(path).text


def test_a_link_that_never_changes_is_asked_once(web: Web, later: Any) -> None:
    linking(web, "/ok")
    linking(web, "/ok")
    later(MINUTES)
    later(DAYS)
    assert len(web.asked) == 1


def test_what_is_found_for_others_tells_nobody_that_they_hold_the_link(client: HubClient, web: Web, later: Any) -> None:
    first = linking(web, "/ok", "/404")
    later(MINUTES)
    with transaction():
        for check in db.session.scalars(select(LinkCheck)):
            check.checked_at -= timedelta(hours=1)
    second, writer = linking(web, "/ok"), user("focal_point")
    mine = practice("draft", submitter=writer)
    operations.edit(writer, mine, {"links": [{"label": "Added later", "url": web.url("/404")}]})
    for made in (second, mine):
        author = client.as_(made.submitter)
        path = f"/practices/{made.slug}"
        assert "Not checked yet" in author.get(f"{path}/status").text
        (told,) = author.get(f"/api/v1{path}/links").json["items"]
        assert (told["outcome"], told["checked_at"]) == (None, None)
    web.asked.clear()
    later(DAYS)
    assert sorted(path for path, _headers in web.asked) == ["/404", "/ok"], "each is looked at as a new link is"
    for made in (first, second, mine):
        for told in client.as_(made.submitter).get(f"/api/v1/practices/{made.slug}/links").json["items"]:
            assert told["outcome"] and told["checked_at"] is None, "the day would tell that somebody else has it, too"


def test_links_of_public_practices_are_looked_at_again_each_month_and_after_a_failure_sooner(
    web: Web, later: Any
) -> None:
    linking(web, "/ok", "/404", status="published")
    linking(web, "/403", status="draft")
    later(MINUTES)

    def asked() -> list[str]:
        paths = sorted(path for path, _headers in web.asked)
        web.asked.clear()
        return paths

    assert asked() == ["/403", "/404", "/ok"]
    later(DAYS)
    assert asked() == ["/404"]
    later(DAYS)
    assert asked() == []
    for _day in range(30):
        later(DAYS)
    assert "/ok" in (again := asked()) and "/403" not in again
    assert outcomes()["404"] == "unreachable"
    later(timedelta(days=100))
    later(DAYS)
    assert set(outcomes()) == {"ok", "404"}, "what is looked at no more is forgotten"


def test_where_nobody_at_all_is_heard_nothing_is_said_of_any_link(
    app: Flask, client: HubClient, web: Web, later: Any
) -> None:
    with serving() as gone:
        dead = gone.url("/dead")
    made = practice("draft", links=[{"label": "Dead", "url": dead}, {"label": "Ok", "url": web.url("/ok")}])
    app.extensions["hub_reach"] = Reach(frozenset({web.port, gone.port}), lambda number: number.is_loopback)
    later(MINUTES)
    assert outcomes() == {} and web.asked == [], "after the first silence it waits"
    later(timedelta(hours=1))
    with transaction():
        made.links = list(reversed(made.links))
        links.watch(made)
    later(MINUTES)
    assert outcomes() == {"ok": "answered", "dead": "unreachable"}, "now somebody has been heard"


def test_what_is_not_public_is_not_asked(app: Flask, client: HubClient, web: Web, later: Any) -> None:
    del app.extensions["hub_reach"]
    made = linking(web, "/ok")
    later(MINUTES)
    assert web.asked == []
    assert "does not follow this address" in client.as_(made.submitter).get(f"/practices/{made.slug}/status").text
    app.extensions["hub_reach"] = web.reach


def test_nobody_is_asked_where_the_operator_says_so(app: Flask, web: Web, later: Any) -> None:
    app.config["HUB_LINK_CHECKS"] = False
    linking(web, "/ok")
    later(MINUTES)
    assert web.asked == [] and outcomes() == {}
    assert db.session.scalars(select(Job).where(Job.name.like("practice.%"))).all() == []


def test_mails_do_not_wait_for_links(app: Flask, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    linking(web, "/ok")
    with transaction():
        post("somebody@example.org", "password_changed", "en", user_name="Somebody")
    due = clock.now() + MINUTES
    monkeypatch.setattr(clock, "now", lambda: due)
    with transaction():
        for job in db.session.scalars(select(Job).where(Job.name == "mail.send")):
            job.run_at = due  # the links have waited for longer
    worker, sent = Worker(app, "test"), []
    while worker.run_once(slow=True):
        sent.append((len(web.asked), len(list((Path(app.config["HUB_DATA_DIR"]) / "mail").glob("*")))))
    assert sent[0] == (0, 0) and sent[-1] == (0, 1), "links let the mail pass"
    late = due + MINUTES
    monkeypatch.setattr(clock, "now", lambda: late)
    assert worker.run_once(slow=True) and len(web.asked) == 1


def test_many_links_are_looked_at_in_pieces(web: Web, later: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "PIECE_SECONDS", 0)
    linking(web, "/ok", "/403", "/404", status="published")
    for _piece in range(5):
        later(MINUTES)
    assert len(web.asked) == 0, "no piece has time for any"
    monkeypatch.setattr(links, "PIECE_SECONDS", 4)
    later(MINUTES)
    assert len(outcomes()) == 3
