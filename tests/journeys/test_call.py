"""From a call to its collection: two of the secretariat, a ministry, reviewers and a reader, by way of the pages."""

from typing import Any

from hub.db import db
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import review, user
from tests.repository.test_calls import form
from tests.repository.test_journey import FORM

DESK = "/practices/waiting"


def ticked(made: Practice) -> str:
    db.session.refresh(made)
    return f"{made.id}:{made.version}"


def undo_button(page: str) -> dict[str, Any]:
    """What the button below the message sends."""
    offered = page.split('action="/undo"')[1].split("</form>")[0]
    return {"entry": [part.split('"')[0] for part in offered.split('name="entry" value="')[1:]], "next": DESK}


def test_a_call_is_answered_reviewed_published_by_mistake_and_at_last_collected(client: HubClient, work: Any) -> None:
    colleague = user("secretariat")
    desk, other, focal = client.as_(user("secretariat")), client.as_(colleague), client.as_(user("focal_point"))
    call = desk.post("/practices/calls/new", data=form()).location
    assert desk.post(f"{call}/publish").status_code == 302
    assert "Answer this call" in client.get(call).text

    path = focal.post(f"{call}/answer").location.removesuffix("/edit")
    assert focal.post(f"{path}/edit", data=FORM).status_code == 302
    assert focal.post(f"{path}/transitions", data={"to": "submitted"}).status_code == 302
    made = db.session.query(Practice).one()

    assert FORM["title"] in desk.get(f"{DESK}?call={call.rpartition('/')[2]}").text
    give = {"do": "assign", "handler": colleague.id, "chosen": ticked(made)}
    assert "Done with one practice." in desk.post(DESK, data=give, follow_redirects=True).text
    assert FORM["title"] in other.get(f"{DESK}?handler=mine").text
    screen = {"do": "screen", "chosen": ticked(made)}
    assert "Done with one practice." in other.post(DESK, data=screen, follow_redirects=True).text
    for category in ("un-entity", "academia", "civil-society"):
        review(made, "submitted", reviewer=user("reviewer", category=category), recommendation="approve")

    def step(to: str) -> str:
        return other.post(f"{path}/transitions", data={"to": to}, follow_redirects=True).text

    step("under_review")
    step("approved")
    published = step("published")
    work()
    assert FORM["title"] in client.get(call).text and client.get(path).status_code == 200
    assert other.post("/undo", data=undo_button(published)).location == DESK
    assert FORM["title"] not in client.get(call).text and client.get(path).status_code == 404
    assert client.get("/api/v1/search?q=consular").json["total"] == 0
    step("published")
    work()
    assert FORM["title"] in client.get(call).text
    assert client.get("/api/v1/search?q=consular").json["total"] == 1

    collection = desk.post(
        "/practices/collections/new",
        data={"title": "Help abroad", "language": "en", "introduction": "Consuls.", "items-0-practice": path},
    ).location
    assert desk.post(f"{collection}/publish").status_code == 302
    assert FORM["title"] in client.get(collection).text
    assert "Help abroad" in client.get(path).text
    assert "1 published practice in all." in client.get("/practices/figures").text
