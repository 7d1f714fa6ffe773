"""Composition root: puts the core and the three features together. Nothing else imports all of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

import discussions
import experts
import repository
from hub import assets, config, error_pages, feature, guard, guest_pages, i18n, kept, panels, security
from hub.application import Hub
from hub.assistant.feature import feature as assistant
from hub.auth import sessions
from hub.auth.feature import feature as auth
from hub.db import db, migrate
from hub.files.feature import feature as files
from hub.openapi.feature import feature as openapi
from hub.pages.feature import feature as pages
from hub.search.feature import feature as search
from hub.taxonomy.feature import feature as taxonomy
from hub.taxonomy.organizations.feature import feature as organizations
from hub.undo.feature import feature as undo

FEATURES = (
    pages,
    taxonomy,
    organizations,
    repository.feature,
    experts.feature,
    discussions.feature,
    search,
    assistant,
    auth,
    files,
    undo,
    openapi,
)
PARTS = (assets, error_pages, sessions, i18n, kept, guest_pages, security, guard, panels)
"""In this order before a request, in the other after it: a kept page is kept before it is compressed."""

MIGRATIONS = str(Path(__file__).parent / "migrations")


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """A new application. `overrides` takes precedence over the environment.

    Raises hub.config.ConfigurationError where a setting cannot be used.
    """
    app = Hub(__name__)
    app.config.from_mapping(config.load(overrides))
    db.init_app(app)
    migrate.init_app(app, db, directory=MIGRATIONS, render_as_batch=True, compare_type=True)
    for part in PARTS:
        part.init_app(app)
    for each in FEATURES:
        feature.register(app, each)
    return app
