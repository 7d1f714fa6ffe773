"""Whose account is not confirmed, or is suspended, counts nowhere as somebody who acts."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from hub import clock
from hub.auth.models import User
from hub.db import db
from hub.errors import Forbidden
from hub.policy import can, visible
from repository import notifications, operations
from repository.models import Practice
from repository.queries import desk
from tests.clients import HubClient
from tests.factories import practice, user


def days(number: int) -> Any:
    return clock.now() + timedelta(days=number)


INACTIVE = [{"confirmed_at": None}, {"suspended_until": days(5)}, {"confirmed_at": None, "suspended_until": days(-5)}]
ACTIVE: list[dict[str, Any]] = [{}, {"suspended_until": days(-5)}]


@pytest.mark.parametrize("special", [*INACTIVE, *ACTIVE])
def test_the_database_and_the_page_agree_on_who_is_active(app: Flask, special: dict[str, Any]) -> None:
    person = user(**special)
    found = db.session.query(User.id).filter(User.is_active).count()
    assert person.is_active is bool(found) is (special in ACTIVE)


@pytest.mark.parametrize("special", INACTIVE)
def test_who_decides_on_their_own_practice_is_alone_where_the_only_colleague_cannot_sign_in(
    app: Flask, special: dict[str, Any]
) -> None:
    alone = user("secretariat")
    own = practice("submitted", submitter=alone)
    user("secretariat", **special)
    assert can(alone, "practice.decide", own)
    assert list(db.session.scalars(visible(alone, Practice, "practice.decide"))) == [own]
    user("secretariat")
    with pytest.raises(Forbidden):
        operations.move(alone, own, "screening")


@pytest.mark.parametrize("special", INACTIVE)
def test_nobody_who_cannot_sign_in_is_offered_or_told(app: Flask, special: dict[str, Any], mails: Any) -> None:
    here, gone = user("secretariat", password_hash="x"), user("secretariat", password_hash="x", **special)
    assert desk.secretariat() == [here]
    notifications.withdrawal_asked(practice())
    db.session.commit()
    assert {mail["To"] for mail in mails()} == {here.email}
    assert gone.email != here.email


def test_what_a_suspended_colleague_has_in_hand_is_still_found(client: HubClient) -> None:
    here, colleague, made = user("secretariat"), user("secretariat", name="Sus Pended"), practice("submitted")
    operations.assign(here, made, colleague)
    colleague.suspended_until = days(5)
    db.session.commit()
    page = client.as_(here).get(f"/practices/waiting?handler={colleague.id}").text
    assert made.title in page
    form = page.partition('<select id="handler"')[2].partition("</select>")[0]
    assert here.name in form and "Sus Pended" not in form
