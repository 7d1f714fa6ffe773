"""Collections: practices that the secretariat puts together; what is no longer public leaves no trace in them."""

from typing import Any

import pytest

from hub.db import db
from hub.errors import Conflict, Invalid
from hub.undo import take_back
from repository import operations
from repository.models import Collection
from repository.queries import collections
from repository.workflow import PUBLIC, STATES
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository.test_undo import last_deed
from tests.repository.things import collection

FORM = {"title": "Seven ways out", "language": "en", "introduction": "Why *these*."}


def row(number: int, address: str, sentence: str = "", place: str = "") -> dict[str, str]:
    values = {"practice": address, "sentence": sentence, "place": place}
    return {f"items-{number}-{name}": value for name, value in values.items()}


def test_the_secretariat_puts_practices_in_an_order_and_publishes_them(client: HubClient) -> None:
    first, second = practice(), practice()
    desk = client.as_(user("secretariat"))
    rows = row(0, f"http://localhost/practices/{second.slug}?lang=fr", "The younger", "2") | row(1, first.slug, "", "1")
    path = desk.post("/practices/collections/new", data=FORM | rows).location
    for reader in (client, client.as_(user("moderator"))):
        assert reader.get(path).status_code == 404
        assert "Seven ways" not in reader.get("/practices/collections").text + reader.get("/").text
        assert "Seven ways" not in reader.get(f"/practices/{first.slug}").text
    assert desk.post(f"{path}/publish").status_code == 302
    page = client.get(path).text
    assert page.index(first.title) < page.index(second.title) < page.index("The younger")
    assert "Why <em>these</em>." in page
    for place in ("/practices/collections", "/", "/objectives/8", "/sitemap.xml", "/api/v1/collections"):
        assert path in client.get(place).text, place
    assert path not in client.get("/objectives/9").text
    assert "Part of the collection" in client.get(f"/practices/{first.slug}").text
    told = client.get(f"/api/v1{path.removeprefix('/practices')}").json
    assert [item["slug"] for item in told["practices"]] == [first.slug, second.slug]


def test_only_the_secretariat_curates(client: HubClient) -> None:
    made = practice()
    there = collection(made)
    path = f"/practices/collections/{there.slug}"
    for role in ("member", "focal_point", "reviewer", "moderator"):
        who = client.as_(user(role))
        for address in (f"{path}/edit", f"{path}/publish", f"{path}/withdraw", f"{path}/remove"):
            assert who.post(address, data=FORM | {"practice": made.slug}).status_code == 403
        assert who.post("/practices/collections/new", data=FORM).status_code == 403
        assert who.post(f"/practices/{made.slug}/collect", data={"collection": there.slug}).status_code == 403


@pytest.mark.parametrize("status", STATES)
def test_what_is_not_public_has_no_place_and_leaves_no_trace(client: HubClient, status: str) -> None:
    kept, made = practice(), practice(title="Quokkas on the move in Tanzania")
    there = collection(made, kept, items=[
        {"practice": made.slug, "sentence": "On quokkas"}, {"practice": kept.slug, "sentence": None},
    ])  # fmt: skip
    made.status = status
    db.session.commit()
    path = f"/practices/collections/{there.slug}"
    places = (path, f"/api/v1/collections/{there.slug}", "/practices/collections", "/api/v1/collections", "/")
    for place in places:
        on_my_way = client if place == "/" else client.as_(user("secretariat"))  # whose home page shows what waits
        for reader in (client, client.as_(user()), on_my_way):
            shown = reader.get(place).text.lower()
            assert ("quokkas" in shown) <= (status in PUBLIC), place
    assert client.get(path).text.count("On quokkas") == int(status in PUBLIC)
    assert collections.sizes([there])[there.id] == 1 + (status in PUBLIC)
    other = practice(status, title="Numbats")
    assert (status in PUBLIC) == (client.as_(user("secretariat")).post(
        f"{path}/edit", data=FORM | row(0, other.slug) | row(1, kept.slug)
    ).status_code == 302)  # fmt: skip


def test_an_objective_shows_a_collection_only_for_practices_that_are_public(client: HubClient) -> None:
    hidden = practice(objectives_primary=["13"])
    there = collection(hidden, practice())
    assert there.slug in client.get("/objectives/13").text
    operations.move(user("secretariat"), hidden, "archived", "Gone")
    assert there.slug not in client.get("/objectives/13").text
    assert there.slug in client.get("/objectives/8").text


def test_an_address_that_leads_nowhere_is_named_and_the_rest_is_kept(client: HubClient) -> None:
    rows = row(0, practice().slug, "Kept words") | row(1, "no-such-practice")
    answer = client.as_(user("secretariat")).post("/practices/collections/new", data=FORM | rows)
    assert answer.status_code == 422
    assert "There is no public practice at this address." in answer.text
    assert "Kept words" in answer.text and "no-such-practice" in answer.text
    assert db.session.query(Collection).count() == 0


def test_a_practice_stands_once_in_a_collection(client: HubClient) -> None:
    made = practice()
    there = collection(made, made)
    assert len(there.items) == 1
    with pytest.raises(Conflict, match="already"):
        operations.collect(user("secretariat"), there, made)
    with pytest.raises(Conflict, match="Only public practices"):
        operations.collect(user("secretariat"), there, practice("draft"))


def test_of_two_curators_the_second_is_told(client: HubClient) -> None:
    first, second = practice(), practice()
    there, desk = collection(first), client.as_(user("secretariat"))
    path, seen = f"/practices/collections/{there.slug}/edit", there.version
    assert desk.post(path, data=FORM | row(0, second.slug) | {"version": seen}).status_code == 302
    late = desk.post(path, data=FORM | row(0, first.slug, "My own words") | {"version": seen})
    assert late.status_code == 409
    assert "My own words" in late.text
    assert [item.practice_id for item in collections.shown(there)] == [second.id]


def test_changes_of_a_collection_can_be_taken_back(client: HubClient) -> None:
    secretariat, first, second, third = user("secretariat"), practice(), practice(), practice()
    there = collection(first, second, by=secretariat)

    def members() -> list[Any]:
        db.session.expire_all()
        return [(item.practice_id, item.sentence) for item in collections.shown(there)]

    before = members()
    path = f"/practices/collections/{there.slug}"
    desk = client.as_(secretariat)
    assert desk.post(f"/practices/{third.slug}/collect", data={"collection": there.slug}).status_code == 302
    assert [number for number, _sentence in members()] == [first.id, second.id, third.id]
    take_back(secretariat, last_deed())
    assert members() == before
    assert desk.post(f"{path}/remove", data={"practice": first.slug}).status_code == 302
    take_back(secretariat, last_deed())
    assert members() == before
    assert desk.post(f"{path}/edit", data=FORM | row(0, second.slug, "", "1") | row(1, first.slug)).status_code == 302
    assert [number for number, _sentence in members()] == [second.id, first.id]
    take_back(secretariat, last_deed())
    assert members() == before
    assert desk.post(f"{path}/withdraw").status_code == 302
    assert client.get(path).status_code == 404
    take_back(secretariat, last_deed())
    assert client.get(path).status_code == 200


def test_a_collection_that_was_begun_by_mistake_is_gone(client: HubClient) -> None:
    secretariat = user("secretariat")
    answer = client.as_(secretariat).post("/practices/collections/new", data=FORM | row(0, practice().slug))
    answer = client.as_(secretariat).post("/undo", data={"entry": last_deed(), "next": answer.location})
    assert answer.location == "/"
    assert db.session.query(Collection).count() == 0


def test_a_list_of_two_hundred_practices_is_too_long(app: Any) -> None:
    rows = [{"practice": f"practice-{n}"} for n in range(200)]
    with pytest.raises(Invalid):
        collection(items=rows)
