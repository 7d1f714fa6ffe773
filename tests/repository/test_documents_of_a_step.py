"""Documents are attached and removed in the last step of a practice, and what was typed there is saved with it."""

from io import BytesIO
from typing import Any

from hub.db import db
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import practice, user

PDF = b"%PDF-1.7 a report"


def sent(made: Practice, **more: Any) -> dict[str, Any]:
    """What a browser sends of the last step; the field of the file always comes along."""
    typed = {"version": made.version, "step": "more", "focal_point-name": "Ada Typed", "file": (BytesIO(b""), "")}
    return typed | more


def stored(made: Practice) -> tuple[str, list[str]]:
    db.session.expire_all()
    return (made.focal_point or {}).get("name", ""), [one.name for one in made.attachments]


def test_attaching_saves_what_was_typed_on_the_same_page(client: HubClient) -> None:
    made = practice("draft")
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/edit/more"
    answer = author.post(path, data=sent(made, stay="documents", file=(BytesIO(PDF), "report.pdf")))
    assert answer.location == f"{path}#documents"
    assert stored(made) == ("Ada Typed", ["report.pdf"])
    assert "is attached" in author.get(path).text


def test_each_way_to_save_takes_a_chosen_document_along(client: HubClient) -> None:
    made = practice("draft")
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/edit/more"
    answer = author.post(path, data=sent(made, file=(BytesIO(PDF), "report.pdf")))
    assert answer.location == f"/practices/{made.slug}/status"
    assert stored(made) == ("Ada Typed", ["report.pdf"])
    assert author.post(path, data=sent(made)).location == f"/practices/{made.slug}/status", "nothing was chosen"
    assert len(stored(made)[1]) == 1


def test_a_refused_document_costs_no_word_and_leads_back_to_the_documents(client: HubClient) -> None:
    made = practice("draft")
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/edit/more"
    for more in ({"file": (BytesIO(b"<svg/>"), "drawing.svg")}, {"stay": "documents"}):
        made.focal_point = None
        db.session.commit()
        answer = author.post(path, data=sent(made, **more))
        assert answer.location == f"{path}#documents"
        assert stored(made) == ("Ada Typed", [])


def test_a_document_is_attached_although_an_answer_needs_attention_which_stays_as_it_was_typed(
    client: HubClient,
) -> None:
    made = practice("draft")
    wrong = {"focal_point-email": "ada at example"}
    data = sent(made, stay="documents", file=(BytesIO(PDF), "report.pdf"), **wrong)
    page = client.as_(made.submitter).post(f"/practices/{made.slug}/edit/more", data=data)
    assert page.status_code == 422
    assert "ada at example" in page.text and "Ada Typed" in page.text
    assert stored(made)[1] == ["report.pdf"]


def test_removing_a_document_saves_what_was_typed_even_if_somebody_else_was_quicker(client: HubClient) -> None:
    made = practice("draft")
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/edit/more"
    author.post(path, data=sent(made, stay="documents", file=(BytesIO(PDF), "report.pdf")))
    (document,) = made.attachments
    gone = document.public_id
    for name in ("Ada Later", "Ada Latest"):
        answer = author.post(path, data=sent(made, take_off=gone) | {"focal_point-name": name})
        assert answer.location == f"{path}#documents"
        assert stored(made) == (name, [])


def test_nobody_attaches_to_a_step_that_is_not_theirs_to_write(client: HubClient) -> None:
    made = practice("under_review")
    for who, status in ((made.submitter, 409), (user(), 404)):
        data = sent(made, stay="documents", file=(BytesIO(PDF), "report.pdf"))
        assert client.as_(who).post(f"/practices/{made.slug}/edit/more", data=data).status_code == status
    assert stored(made)[1] == []


def test_the_key_enter_in_the_last_step_presses_a_button_that_only_saves(client: HubClient) -> None:
    made = practice("draft")
    page = client.as_(made.submitter).get(f"/practices/{made.slug}/edit/more").text
    first = next(part for part in page.split("<button")[1:] if 'form="writing"' in part.split(">")[0])
    assert "name=" not in first.split(">")[0]
