"""Asking the assistant by a program."""

from typing import Any

import pytest
from flask import Flask

from hub.assistant.reading import LONGEST
from hub.auth.operations import create_token
from tests.clients import ApiClient, HubClient
from tests.factories import user

TEXT = (
    "La embajada atiende a los connacionales en el exterior. El consulado móvil entrega pasaportes y visita a personas "
    "detenidas. La red consular evacuó a familias durante la crisis, con ayuda de la cancillería y de sus aliados. Un "
    "equipo de cuatro funcionarios viaja cada mes a las plantaciones, donde nadie puede faltar dos jornadas al trabajo."
)


@pytest.fixture
def api(app: Flask, client: HubClient) -> ApiClient:
    return client.api(create_token(user(), label="test", scope="write"))


def test_a_text_gets_objectives_principles_and_goals_with_its_words(api: ApiClient) -> None:
    told = api.post("/assistant/tags?lang=fr", json={"text": TEXT, "language": "es"}).json
    assert set(told) == {"objectives", "principles", "sdgs", "note"}
    first = told["objectives"][0]
    assert (first["code"], first["label"], first["strength"]) == ("14", "Protection consulaire", "strong")
    assert all(word in TEXT for one in told["objectives"] for word in one["words"])
    assert told["note"] is None


def test_a_title_counts_too(api: ApiClient) -> None:
    told = api.post("/assistant/tags", json={"title": "Remesas", "text": TEXT, "language": "es"}).json
    assert "20" in [one["code"] for one in told["objectives"]]


def test_a_short_text_is_told_to_be_too_short(api: ApiClient) -> None:
    told = api.post("/assistant/tags", json={"text": "Consulado"}).json
    assert told["objectives"] == told["principles"] == told["sdgs"] == []
    assert "too little text" in told["note"]


def test_a_language_that_is_not_read_is_said(api: ApiClient) -> None:
    told = api.post("/assistant/tags", json={"text": TEXT, "language": "pt"}).json
    assert told["objectives"] == []
    assert "English" in told["note"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": None}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": "a" * (LONGEST + 1)}, "text"),
        ({"text": TEXT, "language": "xx"}, "language"),
        ({"text": TEXT, "title": "t" * 201}, "title"),
        ({"text": TEXT, "tags": []}, "tags"),
    ],
)
def test_what_cannot_be_read_is_named(api: ApiClient, body: dict[str, Any], field: str) -> None:
    answer = api.post("/assistant/tags", json=body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_guests_cannot_ask(client: HubClient) -> None:
    assert client.api("").post("/assistant/tags", json={"text": TEXT}).status_code == 401


@pytest.mark.usefixtures("limits_on")
def test_one_account_cannot_ask_without_end(api: ApiClient) -> None:
    statuses = [api.post("/assistant/tags", json={"text": "Consulado"}).status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]


def test_nothing_of_a_text_is_kept(app: Flask, api: ApiClient, work: Any) -> None:
    api.post("/assistant/tags", json={"text": f"{TEXT} zibelkrop"})
    work()
    told = api.post("/assistant/tags", json={"text": f"{TEXT} zibelkrop"}).json
    assert not any("zibelkrop" in one["words"] for one in (*told["objectives"], *told["principles"], *told["sdgs"]))
