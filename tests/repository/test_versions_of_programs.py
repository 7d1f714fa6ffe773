"""A program that sends the version that it read overwrites and decides nothing that somebody has changed since."""

from typing import Any

from hub.auth.models import User
from hub.auth.operations import create_token
from repository import operations
from repository.queries import updates
from tests.clients import ApiClient, HubClient
from tests.factories import practice, user
from tests.repository.reviewing import Scene, answers


def program(client: HubClient, person: User) -> ApiClient:
    return client.api(create_token(person, label="test", scope="write"))


def test_a_step_is_not_taken_on_what_was_changed_since(client: HubClient) -> None:
    secretariat, made = user("secretariat"), practice("submitted")
    desk, path = program(client, secretariat), f"/practices/{made.slug}"
    seen = desk.get(path).json["version"]
    operations.edit(secretariat, made, {"summary": "Something else."})
    step = {"to": "screening", "version": seen}
    assert desk.post(f"{path}/transitions", json=step).status_code == 409
    assert desk.post(f"{path}/transitions", json=step | {"version": "x"}).status_code == 422
    assert desk.post(f"{path}/transitions", json=step | {"version": made.version}).json["status"] == "screening"


def test_a_review_is_not_overwritten_by_a_program_that_has_not_seen_it(client: HubClient) -> None:
    scene = Scene()
    mine = scene.review_of(scene.reviewers[0])
    operations.declare(mine.reviewer, mine, conflict=None)
    reviewer, path = program(client, mine.reviewer), f"/practices/reviews/{mine.id}"
    (asked,) = reviewer.get("/practices/reviews/mine").json["items"]
    first = reviewer.put(path, json=answers(mine, comment="The first.") | {"version": asked["version"]})
    assert first.status_code == 200
    assert reviewer.put(path, json=answers(mine, comment="Unseen.") | {"version": asked["version"]}).status_code == 409
    assert mine.comment == "The first."
    again = reviewer.put(path, json=answers(mine, comment="The second.") | {"version": first.json["version"]})
    assert again.json["comment"] == "The second."
    assert reviewer.put(path, json=answers(mine, comment="The third.")).status_code == 200
    told = program(client, scene.secretariat).get(f"/practices/{scene.practice.slug}/reviews").json["items"]
    assert not any("version" in one for one in told)


def test_an_update_is_not_overwritten_by_a_program_that_has_not_seen_it(client: HubClient) -> None:
    made = practice()
    author, path = program(client, made.submitter), f"/practices/{made.slug}/update"

    def write(**said: Any) -> Any:
        return author.patch(path, json=said)

    assert write(summary="One.", version=0).status_code == 200
    assert write(summary="Two.", version=0).status_code == 409
    seen = author.get(path).json["version"]
    assert write(summary="Three.", version=seen).status_code == 200
    assert write(summary="Four.", version=seen).status_code == 409
    assert write(end_year=2023).status_code == 200, "without a version it has seen all"
    content = author.get(path).json["content"]
    assert (content["summary"], content["end_year"]) == ("Three.", 2023)


def test_changes_are_not_taken_into_an_update_that_was_written_on_since(client: HubClient) -> None:
    made = practice()
    author, path = program(client, made.submitter), f"/practices/{made.slug}/update"
    seen = author.patch(path, json={"summary": "One."}).json["version"]
    operations.edit(user("secretariat"), made, {"subnational": "Dodoma"})
    operations.write_update(made.submitter, made, {"summary": "Two."})
    assert author.post(f"{path}/changes", json={"version": seen}).status_code == 409
    present = updates.open_update(made)
    assert present
    assert author.post(f"{path}/changes", json={"version": present.version}).json["overtaken"] == []
    assert author.post(f"{path}/changes").status_code == 200, "a body is not needed"


def test_an_update_that_was_submitted_anew_since_is_not_decided_on_by_a_program(client: HubClient) -> None:
    secretariat, made = user("secretariat"), practice()
    author, desk = program(client, made.submitter), program(client, secretariat)  # type: ignore[arg-type]
    path = f"/practices/{made.slug}/update"

    def step(who: ApiClient, to: str, **more: Any) -> Any:
        return who.post(f"{path}/transitions", json={"to": to} | more)

    author.patch(path, json={"summary": "One.", "note": "Counted."})
    seen = step(author, "submitted").json["version"]
    step(author, "writing")
    author.patch(path, json={"summary": "Two."})
    assert step(author, "submitted").status_code == 200, "without a version it has seen all"
    assert step(desk, "accepted", version=seen).status_code == 409
    assert step(desk, "accepted", version="x").status_code == 422
    assert made.summary == "What was done."
    assert step(desk, "accepted", version=desk.get(path).json["version"]).json["status"] == "accepted"
    assert made.summary == "Two."


def test_a_request_for_withdrawal_is_not_refused_by_a_program_that_has_not_read_it(client: HubClient) -> None:
    made, desk = practice(), program(client, user("secretariat"))
    path = f"/practices/{made.slug}"
    operations.ask_withdrawal(made.submitter, made, "It is old.")  # type: ignore[arg-type]
    refusal = {"comment": "Others read it.", "version": desk.get(path).json["version"]}
    operations.ask_withdrawal(made.submitter, made, "It names people.")  # type: ignore[arg-type]
    assert desk.post(f"{path}/withdrawal/refusal", json=refusal).status_code == 409
    assert made.withdrawal == "It names people."
    refusal["version"] = desk.get(path).json["version"]
    assert desk.post(f"{path}/withdrawal/refusal", json=refusal).status_code == 200
