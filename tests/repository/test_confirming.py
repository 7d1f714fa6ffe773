"""A public practice is confirmed in one click; authors who have not for a year are asked, then the secretariat is."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import Any

import pytest

from hub import clock
from hub.auth.actors import SYSTEM
from hub.db import transaction
from repository import operations
from repository.models import Practice
from repository.operations.confirming import freshen, remind
from repository.workflow.life import UPKEEP
from tests.clients import HubClient
from tests.factories import practice, user

DAY = timedelta(days=1)
SUBJECT = "Is this still right?"

Later = Callable[[timedelta], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Call it to let time pass."""
    passed = timedelta()

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + passed

    def wait(time: timedelta) -> None:
        nonlocal passed
        passed += time
        monkeypatch.setattr(clock, "datetime", Shifted)

    return wait


def owned() -> Practice:
    return practice(submitter=user("focal_point", password_hash="of no password"))


def test_authors_are_asked_after_a_year_and_once_more_a_month_later_and_never_again(
    mails: Any, work: Any, later: Later
) -> None:
    owned()

    def asked() -> int:
        return sum(SUBJECT in mail["Subject"] for mail in mails())

    assert asked() == 0
    for days, number in ((364, 0), (2, 1), (0, 1), (30, 1), (2, 2), (60, 2), (400, 2)):
        later(days * DAY)
        assert asked() == number, days


def test_doing_the_job_twice_asks_once(mails: Any, later: Later) -> None:
    made = owned()
    later(UPKEEP.year + DAY)
    for _time in range(3):
        remind(made.id)
    assert sum(SUBJECT in mail["Subject"] for mail in mails()) == 1


def test_nobody_is_asked_about_what_was_confirmed_changed_or_withdrawn_meanwhile(
    client: HubClient, mails: Any, later: Later
) -> None:
    confirmed, changed, archived, secretariat = owned(), owned(), owned(), user("secretariat")
    later(200 * DAY)
    assert client.as_(confirmed.submitter).post(f"/practices/{confirmed.slug}/confirm").status_code == 302
    operations.edit(secretariat, changed, {"summary": "What was done since."})
    operations.move(secretariat, archived, "archived", "Over.")
    later(300 * DAY)
    assert not any(SUBJECT in mail["Subject"] for mail in mails())
    later(70 * DAY)
    assert sum(SUBJECT in mail["Subject"] for mail in mails()) == 2


def test_authors_who_are_writing_an_update_are_not_asked(mails: Any, later: Later) -> None:
    made = owned()
    later(360 * DAY)
    update = operations.write_update(made.submitter, made, {"note": "More came of it."})  # type: ignore[arg-type]
    later(10 * DAY)
    assert not any(SUBJECT in mail["Subject"] for mail in mails())
    operations.step_update(made.submitter, update, "withdrawn")  # type: ignore[arg-type]
    later(32 * DAY)
    assert sum(SUBJECT in mail["Subject"] for mail in mails()) == 1


def test_readers_see_when_a_text_was_confirmed_and_for_how_long_it_was_not(client: HubClient, later: Later) -> None:
    made, path = owned(), "/practices/{}"
    page = client.get(path.format(made.slug)).text
    assert "last confirmed" not in page, "it was published today"
    later(2 * DAY)
    client.as_(made.submitter).post(f"/practices/{made.slug}/confirm")
    assert "last confirmed" in client.get(path.format(made.slug)).text
    later(UPKEEP.stale - DAY)
    assert "Not confirmed" not in client.get(path.format(made.slug) + "?x=1").text
    later(2 * DAY)
    assert "Not confirmed for 14 months" in client.get(path.format(made.slug) + "?x=2").text.replace("\n", " ")


def test_what_nobody_confirms_comes_to_the_secretariat(client: HubClient, later: Later) -> None:
    made, secretariat = owned(), user("secretariat")
    later(UPKEEP.year + DAY)
    mine, desk = client.as_(made.submitter), client.as_(secretariat)
    assert "Say whether it is still right" in mine.get("/inbox").text
    assert made.title not in desk.get("/practices/unconfirmed").text
    later(UPKEEP.stale)
    mine, desk = client.as_(made.submitter), client.as_(secretariat)
    assert "Look after 1 practice" in desk.get("/inbox").text
    assert made.title in desk.get("/practices/unconfirmed").text
    assert mine.get("/practices/unconfirmed").status_code == 403
    mine.post(f"/practices/{made.slug}/confirm")
    assert made.title not in desk.get("/practices/unconfirmed").text
    assert "Say whether it is still right" not in mine.get("/inbox").text


def test_authors_and_the_secretariat_confirm_and_only_what_is_public(client: HubClient) -> None:
    made = owned()
    for person, status in ((made.submitter, 302), (user("secretariat"), 302), (user(), 403), (None, 401)):
        answer = client.as_(person).post(f"/practices/{made.slug}/confirm")
        assert answer.status_code == status
    draft = practice("submitted")
    assert client.as_(draft.submitter).post(f"/practices/{draft.slug}/confirm").status_code == 403


def test_the_secretariat_learns_that_nothing_has_changed_where_it_asked(client: HubClient, mails: Any) -> None:
    made, secretariat = owned(), user("secretariat", password_hash="of no password")
    operations.move(secretariat, made, "update_requested", "Does it still run?")
    assert client.as_(made.submitter).post(f"/practices/{made.slug}/confirm").status_code == 302
    assert ["Nothing has changed" in mail["Subject"] for mail in mails() if mail["To"] == secretariat.email] == [True]
    assert made.status == "update_requested", "the secretariat decides whether that will do"


def test_an_import_asks_nobody(app: Any, mails: Any, later: Later) -> None:
    values = {"title": "Imported from a file, years ago", "summary": "S", "benefit_impact": "B",
              "practice_type": "project", "language": "en", "scope": "global", "start_year": 2019,
              "objectives_primary": ["8"], "lead_organizations": [{"name": "Office", "category": None}],
              "published_at": clock.now() - 1000 * DAY}  # fmt: skip
    made = operations.store(SYSTEM, values, publish=True)  # type: ignore[arg-type]
    assert made.confirmed_at == made.published_at
    with transaction():
        freshen(made, clock.now() - 1000 * DAY)
    later(DAY)
    assert mails() == []
