"""Every address says who may come, and every permission that is named exists."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app import create_app
from hub import api, kinds
from hub.guard import PUBLIC, SIGNED_IN
from hub.policy import PERMISSIONS
from hub.security import csrf
from tests.guards.sources import CODE, Source, expect_none, sources

SAFE = {"GET", "HEAD", "OPTIONS"}

OPEN_TO_STRANGERS = {
    "auth.register",
    "auth.resend",
    "auth.confirm_now",
    "auth.login",
    "auth.logout",
    "auth.forgotten",
    "auth.new_password",
}
"""The only addresses that change something for people who are not signed in."""

ASKING = {"can": 1, "require": 1, "visible": 2, "access": 0, "explain": 0, "undoable": 0}
"""Functions that take the name of a permission, and at which place."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application as it is served; nothing of it touches a database here."""
    return create_app({"HUB_DATA_DIR": str(tmp_path_factory.mktemp("routes"))})


def _rules(hub: Flask) -> list[Rule]:
    return [rule for rule in hub.url_map.iter_rules() if rule.endpoint != "static"]


def _access(hub: Flask, rule: Rule) -> str | None:
    return getattr(hub.view_functions[rule.endpoint], "access", None)


def test_every_address_says_who_may_come(hub: Flask) -> None:
    expect_none(f"{rule.endpoint} ({rule})" for rule in _rules(hub) if _access(hub, rule) is None)


def test_addresses_ask_for_permissions_that_exist(hub: Flask) -> None:
    known = {PUBLIC, SIGNED_IN, None, *PERMISSIONS}
    expect_none(f"{rule.endpoint}: {_access(hub, rule)}" for rule in _rules(hub) if _access(hub, rule) not in known)


def test_nobody_changes_anything_unknown_but_to_join_and_to_log_in(hub: Flask) -> None:
    changing = {
        rule.endpoint for rule in _rules(hub) if (rule.methods or set()) - SAFE and _access(hub, rule) == PUBLIC
    }
    assert changing == OPEN_TO_STRANGERS


def test_only_the_api_does_without_form_tokens(hub: Flask) -> None:
    """Its changes need a bearer token, which no other site can make a browser send."""
    exempt = {blueprint.name for blueprint in csrf._exempt_blueprints if not isinstance(blueprint, str)} | {
        blueprint for blueprint in csrf._exempt_blueprints if isinstance(blueprint, str)
    }
    expect_none(
        f"{rule.endpoint} ({rule})"
        for rule in _rules(hub)
        if rule.endpoint.split(".")[0] in exempt and not rule.rule.startswith(api.PREFIX)
    )
    assert not csrf._exempt_views


def test_every_endpoint_of_the_api_is_described(hub: Flask) -> None:
    of_itself = (f"{api.PREFIX}/docs", f"{api.PREFIX}/openapi.json")
    expect_none(
        f"{rule.endpoint} ({rule})"
        for rule in _rules(hub)
        if rule.rule.startswith(api.PREFIX)
        and not rule.rule.startswith(of_itself)
        and not hasattr(hub.view_functions[rule.endpoint], "description")
    )


def test_every_kind_has_a_permission_and_a_look(hub: Flask) -> None:
    for kind in kinds.all_kinds():
        assert kind.permission in PERMISSIONS, kind.name
        if kind.document:
            assert Path(str(hub.root_path), "templates", kind.hit_template).is_file(), kind.name


def _asked(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """Permissions named in calls and in the steps of workflows."""
    for name, call in source.calls():
        place = 3 if name == "Transition" else ASKING.get(name)
        if place is not None and len(call.args) > place:
            argument = call.args[place]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield call, argument.value


def test_permissions_that_are_asked_for_exist(hub: Flask) -> None:
    known = {PUBLIC, SIGNED_IN, *PERMISSIONS}
    expect_none(
        s.at(call, f"{name!r} is no permission")
        for s in sources(*CODE)
        for call, name in _asked(s)
        if name not in known
    )


def test_every_permission_is_asked_for_somewhere(hub: Flask) -> None:
    named = {
        node.value
        for s in sources(*CODE)
        if not s.name.endswith("/policy.py")
        for node in ast.walk(s.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    expect_none(name for name in PERMISSIONS if name not in named)
