"""The core holds together: refusals, headers, one committing place."""

from email.message import EmailMessage
from pathlib import Path

from hub.db import transaction
from hub.mail.transport import Folder
from hub.notifications.operations import tell
from tests.clients import HubClient
from tests.factories import practice, user


def test_an_unknown_address_gets_a_page_for_people_and_a_problem_for_programs(client: HubClient) -> None:
    page, problem = client.get("/nowhere"), client.get("/api/v1/nowhere")
    assert page.status_code == problem.status_code == 404
    assert page.mimetype == "text/html"
    assert problem.mimetype == "application/problem+json"
    assert problem.json["status"] == 404


def test_the_inbox_is_closed_to_guests_and_open_to_members(client: HubClient) -> None:
    assert client.get("/inbox").status_code == 302
    assert client.as_(user()).get("/inbox").status_code == 200


def test_news_in_the_inbox_lead_to_what_they_are_about(client: HubClient) -> None:
    reader, told = user("secretariat"), practice("submitted")
    with transaction():
        tell(reader, "practice_submitted", told, url=f"/practices/{told.slug}/desk")
    assert f'<a href="/practices/{told.slug}/desk" dir="auto">' in client.as_(reader).get("/inbox").text


def test_a_mail_in_the_folder_can_be_read_and_its_link_copied(tmp_path: Path) -> None:
    mail, link = EmailMessage(), "https://hub.example.org/" + "x" * 90
    mail["Subject"] = "Confirmez l’adresse"
    mail.set_content(f"Voilà :\n\n{link}\n")
    Folder(tmp_path).send(mail, "amina@example.org")
    text = next(tmp_path.iterdir()).read_text("utf-8")
    assert link in text and "Voilà" in text and "Confirmez l’adresse" in text
