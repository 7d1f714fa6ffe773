"""Whatever is sent to the API, in and out of its description: never a failure, always an answer as described."""

from collections.abc import Callable, Iterable
from contextvars import Context
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from hub.auth.operations import create_token
from hub.taxonomy import VOCABULARIES
from tests.discussions.things import space, thread
from tests.experts.factories import expert
from tests.factories import practice, user
from tests.repository.things import call, collection

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

pytestmark = pytest.mark.one_database


def apart(app: Flask) -> Callable[..., Iterable[bytes]]:
    """The application as a server runs it: each request in a context of its own, not in that of the test."""
    return lambda environ, start: Context().run(app, environ, start)


@pytest.fixture
def known() -> dict[str, Any]:
    """A token, and things that are there, by the beginning of a path and the name of its variable part."""
    owner = user("secretariat")
    begun = thread(owner, space())
    return {
        "token": create_token(owner, label="test", scope="write"),
        "practices": {"slug": practice("draft", submitter=owner).slug, "number": 1, "adaptation_id": 1},
        "organizations": {"slug": practice().lead_organizations[0].slug},
        "experts": {"slug": expert("submitted").slug},
        "spaces": {"space_slug": begun.space.slug},
        "threads": {"thread_id": begun.id},
        "calls": {"slug": call(by=owner).slug},
        "collections": {"slug": collection(by=owner).slug},
    }


WRITING = {"/practices", "/practices/{slug}", "/practices/{slug}/transitions"}
VOCABULARY = {f"/{name}" for name in VOCABULARIES if name != "objectives"}


def operations(schema: Any) -> list[Any]:
    """All that read, the vocabularies once, since they are one view; and the writing of practices."""
    found = [result.ok() for result in schema.get_all_operations()]
    reading = [one for one in found if one.method == "get" and one.path not in VOCABULARY]
    return reading + [one for one in found if one.method != "get" and one.path in WRITING]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["in", "out"])
def test_every_answer_is_as_described(app: Flask, known: dict[str, Any], mode: GenerationMode, subtests: Any) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", apart(app))
    headers = {"Authorization": f"Bearer {known['token']}", "Accept-Encoding": "identity"}

    def try_out(operation: Any) -> None:
        @EXAMPLES
        @given(operation.as_strategy(generation_mode=mode))
        def answers_as_described(case: Any) -> None:
            case.call_and_validate(headers=headers, checks=CHECKS)
            if case.path_parameters:
                case.path_parameters = known[case.path.split("/")[1]]
                case.call_and_validate(headers=headers, checks=CHECKS)

        answers_as_described()

    for operation in operations(schema):
        with subtests.test(operation.label):
            try_out(operation)
