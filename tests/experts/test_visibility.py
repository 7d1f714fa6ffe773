"""Every actor × state × visibility, over page, list, API, search, panel and export."""

import json
from typing import Any

import pytest
from flask import Flask

from experts.exchange import rows
from experts.models import Expert
from hub.auth.actors import GUEST
from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import db
from hub.errors import Forbidden, NotSignedIn
from hub.policy import PERMISSIONS
from tests.clients import HubClient
from tests.experts.factories import expert
from tests.factories import user

STATES = ("draft", "submitted", "verified", "lapsed", "expired", "declined", "suspended", "withdrawn")
VISIBILITIES = ("public", "members", "hidden")
ACTORS = ("guest", "member", "reviewer", "owner", "secretariat")


def finds(actor: str, state: str, visibility: str) -> bool:
    """The rule, in words of its own: who finds a profile in lists, search, panels and counts."""
    return state == "verified" and (visibility == "public" or (visibility == "members" and actor != "guest"))


def opens(actor: str, state: str, visibility: str) -> bool:
    """Who may open its page."""
    return actor in ("owner", "secretariat") or finds(actor, state, visibility)


class People:
    """One of each actor."""

    def __init__(self) -> None:
        self.users: dict[str, User | None] = {
            "guest": None, "member": user(), "reviewer": user("reviewer"), "owner": user(),
            "secretariat": user("secretariat"),
        }  # fmt: skip

    def __getitem__(self, name: str) -> User | None:
        return self.users[name]


@pytest.fixture
def everyone(app: Flask) -> tuple[People, dict[tuple[str, str], Expert]]:
    """One profile for each state and visibility, all but the last of other owners than "owner"."""
    made = {
        (state, visibility): expert(state, name=f"{state} {visibility} person", visibility=visibility)
        for state in STATES for visibility in VISIBILITIES
    }  # fmt: skip
    return People(), made


def as_strangers(actor: str) -> str:
    """The owner of one profile is a member to all others."""
    return "member" if actor == "owner" else actor


def test_page_api_list_search_panel_and_counts_show_each_actor_their_share(
    client: HubClient, work: Any, everyone: tuple[People, dict[tuple[str, str], Expert]]
) -> None:
    people, profiles = everyone
    work()
    for actor in ACTORS:
        _check_share(client, people[actor], as_strangers(actor), profiles)


def _check_share(client: HubClient, person: User | None, actor: str, profiles: dict[tuple[str, str], Expert]) -> None:
    browser, bearer = client.as_(person), api_of(client, person)
    found = sorted(e.name for (state, seen), e in profiles.items() if finds(actor, state, seen))
    for key, each in profiles.items():
        expected = 200 if opens(actor, *key) else 404
        assert browser.get(f"/experts/{each.slug}").status_code == expected, key
        assert bearer.get(f"/experts/{each.slug}").status_code == expected, key
    listed = bearer.get("/experts?per_page=100").json
    assert (sorted(item["name"] for item in listed["items"]), listed["total"]) == (found, len(found))
    hits = bearer.get("/search?type=expert&per_page=100").json
    assert (sorted(item["title"] for item in hits["items"]), hits["total"]) == (found, len(found))
    assert next(f for f in hits["facets"]["objective"] if f["value"] == "8")["count"] == len(found)
    for path in ("/experts", "/experts?sort=name", "/search?type=expert", "/objectives/8"):
        text = browser.get(path).get_data(as_text=True)
        assert sorted(e.name for e in profiles.values() if e.name in text) == found, path
    assert f'8 Save lives <span class="n">({len(found)})' in browser.get("/experts").get_data(as_text=True)


@pytest.mark.one_database
@pytest.mark.parametrize("state", STATES)
def test_owners_see_their_own_profile_in_every_state_and_nobody_else_does(client: HubClient, state: str) -> None:
    owner = user()
    mine = expert(state, owner, visibility="hidden")
    assert client.as_(owner).get(f"/experts/{mine.slug}").status_code == 200
    assert client.as_(owner).get("/experts/me").status_code == 200
    assert api_of(client, owner).get("/experts/me").json["name"] == mine.name
    assert client.as_(user()).get(f"/experts/{mine.slug}").status_code == 404


def test_one_rule_answers_for_one_and_for_many(app: Flask) -> None:
    for state in STATES:
        for visibility in VISIBILITIES:
            expert(state, visibility=visibility)
    people = People()
    expert("verified", people["owner"])
    for name, rule in PERMISSIONS.items():
        if not name.startswith("expert."):
            continue
        for who in ACTORS:
            actor = people[who] or GUEST
            many = set(db.session.scalars(db.select(Expert.id).where(rule.filter(actor))))
            one = {e.id for e in db.session.scalars(db.select(Expert)) if rule.allows(actor, e)}
            assert one == many, (name, who)


def test_exports_hold_what_the_public_may_see_and_all_of_it_only_for_the_secretariat(
    everyone: tuple[People, dict[tuple[str, str], Expert]],
) -> None:
    people, profiles = everyone
    kept = {e.name for key, e in profiles.items() if key[0] != "withdrawn"}
    public = {row["name"] for row in rows(GUEST, False)}
    assert public == {"verified public person"}
    assert {row["name"] for row in rows(people["secretariat"] or GUEST, False)} == public
    everything = {row["name"] for row in rows(people["secretariat"] or GUEST, True)}
    assert everything == kept
    for who, error in (("guest", NotSignedIn), ("member", Forbidden), ("owner", Forbidden)):
        with pytest.raises(error):
            list(rows(people[who] or GUEST, True))


CANARY = "canary-address@example.org"


def test_an_address_is_shown_to_its_owner_alone_and_a_gender_to_owner_and_secretariat(
    client: HubClient, work: Any
) -> None:
    owner = user(email=CANARY)
    mine = expert("verified", owner, gender="woman", reviewer=True)
    work()
    for actor in (None, user(), user("reviewer"), user("secretariat"), owner):
        browser, bearer = client.as_(actor), api_of(client, actor)
        pages = [
            f"/experts/{mine.slug}",
            "/experts",
            "/search?q=ana",
            "/search?q=canary-address",
            "/objectives/8",
        ]
        shown = [browser.get(path).get_data(as_text=True) for path in pages]
        items = [bearer.get(path).get_data(as_text=True) for path in (f"/experts/{mine.slug}", "/experts", "/search")]
        item = bearer.get(f"/experts/{mine.slug}").json
        if actor is not owner:
            assert not any(CANARY in text for text in (*shown, *items))
        assert ("email" in item) == (actor is owner)
        inside = actor is owner or (actor is not None and actor.role == "secretariat")
        assert (item.get("gender") == "woman") == ("<dd>Woman</dd>" in shown[0]) == inside
        assert ("reviewer" in item) == (actor is not None)
        assert item["url"].endswith(f"/experts/{mine.slug}")
    lines = json.dumps([*rows(GUEST, False), *rows(user("secretariat"), True)])
    assert "woman" not in lines
    assert CANARY not in json.dumps(list(rows(GUEST, False)))


def test_withdrawal_takes_a_profile_out_of_everything_at_once_and_out_of_the_index_with_the_next_job(
    client: HubClient, app: Flask, work: Any
) -> None:
    owner = user()
    mine = expert("verified", owner, biography="Knows the uniquecanaryword well.")
    work()
    guest, member = client.as_(None), client.as_(user())
    paths = ("/experts", "/search?q=uniquecanaryword", "/objectives/8", "/api/v1/search?q=uniquecanaryword")
    assert all(mine.name in guest.get(path).get_data(as_text=True) for path in paths)
    assert client.as_(owner).post("/experts/me/steps/withdraw").status_code == 302
    for reader in (guest, member):
        assert not any(mine.name in reader.get(path).get_data(as_text=True) for path in paths)
        assert reader.get("/api/v1/search?q=uniquecanaryword").json["total"] == 0
        assert reader.get(f"/experts/{mine.slug}").status_code == 404
    assert not list(rows(user("secretariat"), True))
    work()
    assert guest.get("/api/v1/search?q=uniquecanaryword").json["total"] == 0
    assert client.as_(owner).get("/experts/me").status_code == 200


def test_a_profile_is_gone_the_moment_its_year_is_over_worker_or_not(
    client: HubClient, work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = expert("verified")
    work()
    assert client.get("/api/v1/search?type=expert").json["total"] == 1
    assert mine.expires_at is not None
    over = mine.expires_at
    monkeypatch.setattr("hub.clock.now", lambda: over)
    assert client.get(f"/api/v1/experts/{mine.slug}").status_code == 404
    assert client.get("/api/v1/experts").json["total"] == 0
    answer = client.get("/api/v1/search?type=expert").json
    assert (answer["total"], answer["facets"]["objective"]) == (0, [])


def api_of(client: HubClient, actor: User | None) -> Any:
    """The API as an actor uses it."""
    return client.api(create_token(actor, label="test", scope="write") if actor else "")


def test_a_verified_profile_is_on_the_page_kept_for_guests_as_soon_as_it_is_indexed(
    client: HubClient, work: Any
) -> None:
    assert "Ana Canary" not in client.get("/experts").get_data(as_text=True)
    expert("verified")
    assert "Ana Canary" not in client.get("/experts").get_data(as_text=True)
    work()
    assert "Ana Canary" in client.get("/experts").get_data(as_text=True)


def test_who_would_review_is_told_to_members_and_in_no_open_data(client: HubClient) -> None:
    public = expert("verified", visibility="public", reviewer=True)
    assert all("reviewer" not in row for row in rows(GUEST, False))
    assert "reviewer" not in client.get(f"/api/v1/experts/{public.slug}").json
    assert [row["reviewer"] for row in rows(user("secretariat"), True)] == [True]
