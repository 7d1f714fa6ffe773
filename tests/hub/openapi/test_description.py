"""The description is made from the endpoints, so it tells of all of them, and truly."""

from typing import Any

import pytest

from hub.openapi.endpoints import endpoints, undescribed
from hub.taxonomy import OBJECTIVES, VOCABULARIES
from tests.clients import HubClient

pytestmark = pytest.mark.one_database

CONTRACT = {
    "/practices": {"get", "post"},
    "/practices/{slug}": {"get", "patch"},
    "/practices/{slug}/transitions": {"post"},
    "/experts": {"get"},
    "/experts/{slug}": {"get"},
    "/experts/me": {"get", "put"},
    "/spaces": {"get"},
    "/spaces/{space_slug}/threads": {"get", "post"},
    "/threads/{thread_id}": {"get"},
    "/threads/{thread_id}/posts": {"get", "post"},
    "/search": {"get"},
    **{f"/{name}": {"get"} for name in ("objectives", "principles", "sdgs", "countries", "regions", "languages",
                                        "practice-types", "stakeholder-categories")},
}  # fmt: skip


@pytest.fixture
def described(client: HubClient) -> Any:
    return client.get("/api/v1/openapi.json").json


def test_every_endpoint_of_the_api_describes_itself(client: HubClient) -> None:
    assert undescribed() == []
    assert all(str(endpoint.description.summary) for endpoint in endpoints())


def test_the_description_tells_of_all_that_the_contract_promises(described: Any) -> None:
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "/api/v1"}]
    for path, methods in CONTRACT.items():
        assert methods <= set(described["paths"][path]), path


def test_names_of_operations_are_unique(described: Any) -> None:
    names = [one["operationId"] for path in described["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))


def test_each_operation_refuses_with_problems_and_says_who_may_come(described: Any) -> None:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert {"token": []} in operation["security"]
            assert ({} in operation["security"]) <= (method == "get"), path
            assert "401" in operation["responses"]
            if method != "get":
                of_body = {"400", "415", "422"} if "requestBody" in operation else set()
                assert {"403", *of_body} <= set(operation["responses"]), path
    problem = described["components"]["responses"]["Problem422"]["content"]["application/problem+json"]["schema"]
    assert problem == {"$ref": "#/components/schemas/InvalidProblem"}
    assert "errors" in described["components"]["schemas"]["InvalidProblem"]["required"]


def test_a_draft_may_be_incomplete_and_the_description_says_what_is_needed_later(described: Any) -> None:
    practice = described["components"]["schemas"]["Practice"]
    assert "required" not in practice
    assert practice["additionalProperties"] is False
    assert next(iter(practice["properties"])) == "title"
    title = practice["properties"]["title"]
    assert (title["minLength"], title["maxLength"], title["type"]) == (10, 200, ["string", "null"])
    assert "Needed when it is submitted." in title["description"]


def test_vocabularies_of_few_codes_are_listed_and_others_named(described: Any) -> None:
    fields = described["components"]["schemas"]["Practice"]["properties"]
    assert fields["objectives_primary"]["items"]["enum"] == list(OBJECTIVES.codes)
    assert fields["scope"]["enum"] == [*VOCABULARIES["scopes"].codes, None]
    assert "enum" not in fields["countries"]["items"]
    assert "/countries" in fields["countries"]["description"]


def test_what_is_always_asked_for_is_required(described: Any) -> None:
    schemas = described["components"]["schemas"]
    assert schemas["Organization"]["required"] == ["name"]
    assert schemas["Organization"]["properties"]["name"]["type"] == "string"
    assert schemas["Transition"]["required"] == ["to"]


def test_facets_may_repeat_and_pages_are_bounded(described: Any) -> None:
    asked = {one["name"]: one for one in described["paths"]["/search"]["get"]["parameters"]}
    assert asked["objective"]["schema"]["type"] == "array" and asked["objective"]["explode"]
    assert asked["per_page"]["schema"]["maximum"] == 100
    assert asked["lang"]["schema"]["enum"] == ["en", "fr", "es", "ar", "ru", "zh"]


def test_lists_have_the_envelope_of_the_contract(described: Any) -> None:
    answer = described["paths"]["/practices"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer["required"] == ["items", "total", "page", "per_page", "links"]
    assert answer["properties"]["items"]["items"] == {"$ref": "#/components/schemas/PracticeOut"}
