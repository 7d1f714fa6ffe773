"""The life of a profile: who may take which step from which state, in the page and in the API."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from experts.models import Expert
from experts.operations import move, save_own, take
from experts.workflow import LIFETIME, STATES, WORKFLOW
from hub import audit, clock
from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.errors import Conflict, Forbidden, Invalid, NotFound, NotSignedIn
from tests.clients import HubClient
from tests.experts.factories import PROFILE, expert
from tests.factories import user

OWNERS = {"submit", "renew", "withdraw"}
SECRETARIATS = {"verify", "decline", "suspend", "restore"}


@pytest.mark.parametrize("step", WORKFLOW.transitions, ids=lambda step: step.name)
def test_each_step_is_open_to_the_right_person_from_the_right_state_and_refused_to_all_others(
    app: Flask, step: Any
) -> None:
    people = {"member": user(), "owner": user(), "secretariat": user("secretariat")}
    for state in STATES:
        for who, actor in people.items():
            thing = _own(people["owner"], state)
            if (who == "owner" and step.name in OWNERS) or (who == "secretariat" and step.name in SECRETARIATS):
                if state in step.sources:
                    take(actor, thing, step, comment="Because.", consent=True)
                    assert thing.state == step.target
                else:
                    with pytest.raises(Conflict):
                        take(actor, thing, step, comment="Because.", consent=True)
            else:
                with pytest.raises((Forbidden, NotFound, NotSignedIn)):
                    take(actor, thing, step, comment="Because.", consent=True)


def _own(owner: User, state: str) -> Expert:
    """A fresh profile of this owner in a state."""
    db.session.rollback()
    old = db.session.scalar(db.select(Expert).where(Expert.user_id == owner.id))
    if old:
        db.session.delete(old)
        db.session.commit()
    return expert(state, owner)


def test_the_story_of_a_profile_from_draft_to_withdrawal(client: HubClient, mails: Any) -> None:
    owner, secretariat = user(), user("secretariat")
    me, desk = client.as_(owner), client.as_(secretariat)
    form = _form(PROFILE)
    assert me.post("/experts/me/edit", data=form | {"headline": ""}).status_code == 302
    assert me.post("/experts/me/steps/submit", data={"consent": "1"}).status_code == 422
    assert me.post("/experts/me/edit", data=form | {"version": "1"}).status_code == 302
    assert me.post("/experts/me/steps/submit").status_code == 422
    assert me.post("/experts/me/steps/submit", data={"consent": "1"}).status_code == 302
    assert "Ana Canary" in desk.get("/experts/waiting").get_data(as_text=True)
    assert "Verify an expert" in desk.get("/inbox").get_data(as_text=True)
    slug = client.api(create_token(owner, label="", scope="read")).get("/experts/me").json["slug"]
    assert desk.post(f"/experts/{slug}/steps/decline", data={"comment": " "}).status_code == 422
    assert desk.post(f"/experts/{slug}/steps/decline", data={"comment": "Say more."}).status_code == 302
    assert "Say more." in me.get("/experts/me").get_data(as_text=True)
    assert me.post("/experts/me/steps/submit").status_code == 302
    assert desk.post(f"/experts/{slug}/steps/verify").status_code == 302
    assert desk.post(f"/experts/{slug}/steps/verify").status_code == 409
    assert client.get(f"/experts/{slug}").status_code == 200
    assert me.post("/experts/me/steps/withdraw").status_code == 302
    assert client.get(f"/experts/{slug}").status_code == 404
    thing = db.session.scalars(db.select(Expert)).one()
    deeds = [entry.action for entry in audit.history(thing)]
    assert deeds[-6:] == [f"expert.{n}" for n in ("edit", "submit", "decline", "submit", "verify", "withdraw")]


def test_a_mail_says_what_the_secretariat_decided(app: Flask, mails: Any) -> None:
    owner = user(password_hash="x")
    thing = expert("submitted", owner)
    move(user("secretariat"), thing, "declined", comment="Please name the ministries.")
    assert [mail["To"] for mail in mails()] == [owner.email]
    assert "Please name the ministries." in mails()[0].get_content()


def test_two_who_decide_at_once_do_not_overwrite_each_other(app: Flask) -> None:
    first, second = user("secretariat"), user("secretariat")
    thing = expert("submitted")
    move(first, thing, "verified")
    with pytest.raises(Conflict):
        move(second, thing, "declined", comment="Too late.")
    assert thing.state == "verified"


def test_the_worker_expires_a_profile_when_its_year_is_over_and_asks_to_renew(
    app: Flask, work: Any, mails: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = user(password_hash="x")
    thing = expert("submitted", owner)
    move(user("secretariat"), thing, "verified")
    work()
    assert (thing.status, thing.state) == ("verified", "verified")
    later = clock.now() + LIFETIME + timedelta(seconds=1)
    monkeypatch.setattr("hub.clock.now", lambda: later)
    assert (thing.status, thing.state) == ("verified", "expired")
    work()
    db.session.expire_all()
    assert thing.status == "expired"
    assert any("expired" in mail["Subject"] for mail in mails())
    move(owner, thing, "verified")
    assert thing.is_published
    work()
    db.session.expire_all()
    assert thing.is_published


def test_the_inbox_asks_for_a_renewal_within_thirty_days_of_the_end(
    client: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = user()
    thing = expert("verified", owner)
    assert "Renew your expert profile" not in client.as_(owner).get("/inbox").get_data(as_text=True)
    assert thing.expires_at is not None
    with transaction():
        thing.expires_at = clock.now() + timedelta(days=29)
    assert "Renew your expert profile" in client.as_(owner).get("/inbox").get_data(as_text=True)
    assert client.as_(owner).post("/experts/me/steps/renew").status_code == 302
    assert "Renew your expert profile" not in client.as_(owner).get("/inbox").get_data(as_text=True)


def test_a_new_name_is_verified_again_and_other_changes_are_shown_at_once(app: Flask) -> None:
    owner = user()
    thing = expert("verified", owner)
    save_own(owner, PROFILE | {"headline": "Something else"})
    assert thing.is_published
    save_own(owner, PROFILE | {"name": "Somebody Else"})
    assert thing.state == "submitted"


def test_a_published_profile_cannot_become_incomplete(app: Flask) -> None:
    owner = user()
    expert("verified", owner)
    with pytest.raises(Invalid) as refused:
        save_own(owner, PROFILE | {"biography": None, "objectives": []})
    assert set(refused.value.errors) == {"biography", "objectives"}


def test_of_two_edits_that_race_the_second_is_told_and_nothing_typed_is_lost(client: HubClient) -> None:
    owner = user()
    thing = expert("draft", owner)
    me, seen = client.as_(owner), str(thing.version)
    form = _form(PROFILE)
    assert me.post("/experts/me/edit", data=form | {"version": seen, "headline": "First"}).status_code == 302
    second = me.post("/experts/me/edit", data=form | {"version": seen, "headline": "Second"})
    assert second.status_code == 409
    assert 'value="Second"' in second.get_data(as_text=True)
    db.session.expire_all()
    assert thing.headline == "First"
    again = me.post("/experts/me/edit", data=form | {"version": str(thing.version), "headline": "Second"})
    assert again.status_code == 302


def _form(profile: dict[str, Any]) -> dict[str, Any]:
    """The profile as a browser sends it."""
    flat = {k: v for k, v in profile.items() if isinstance(v, (str, int)) and not isinstance(v, bool)}
    flat |= {k: profile[k] for k in ("objectives", "experience_countries", "experience_regions")}
    flat |= {"topics": "\n".join(profile["topics"]), "publications": "\n".join(profile["publications"])}
    for n, row in enumerate(profile["languages"]):
        flat |= {f"languages-{n}-code": row["code"], f"languages-{n}-level": row["level"]}
    return flat
