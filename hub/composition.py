"""The composition root by name: the core must not import it, but commands have to start from it."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.utils import import_string


def new_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """A new application. Raises hub.config.ConfigurationError where a setting cannot be used."""
    app: Flask = import_string("app:create_app")(overrides)
    return app


def feature_commands() -> dict[str, Any]:
    """The commands that features bring, by name; no application is made for this."""
    return {command.name: command for feature in import_string("app:FEATURES") for command in feature.commands}
