"""The core holds together: refusals, headers, one committing place."""

from tests.clients import HubClient
from tests.factories import user


def test_an_unknown_address_gets_a_page_for_people_and_a_problem_for_programs(client: HubClient) -> None:
    page, problem = client.get("/nowhere"), client.get("/api/v1/nowhere")
    assert page.status_code == problem.status_code == 404
    assert page.mimetype == "text/html"
    assert problem.mimetype == "application/problem+json"
    assert problem.json["status"] == 404


def test_the_inbox_is_closed_to_guests_and_open_to_members(client: HubClient) -> None:
    assert client.get("/inbox").status_code == 302
    assert client.as_(user()).get("/inbox").status_code == 200
