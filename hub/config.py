"""Every setting of the hub once: its name in the environment, its default and its meaning.

`docs/configuration.md` is generated from `SETTINGS`.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from dotenv import dotenv_values


class ConfigurationError(Exception):
    """A setting is missing or has a value that cannot be used; the message says what to do."""


def _environment(value: str) -> str:
    if value not in ("development", "production"):
        raise ConfigurationError(f"HUB_ENV is {value!r}: use 'development' or 'production'.")
    return value


def _switch(value: str) -> bool:
    if value not in ("on", "off"):
        raise ConfigurationError(f"{value!r} is neither 'on' nor 'off'.")
    return value == "on"


@dataclass(frozen=True)
class Setting:
    """One setting: `parse` turns the text of the environment into the value that the code uses."""

    name: str
    default: str
    meaning: str
    parse: Callable[[str], Any] = str


SETTINGS = (
    Setting("HUB_ENV", "development", "`development` or `production`.", _environment),
    Setting("HUB_DATA_DIR", "var", "Folder for the embedded database, the index, files and mails.", Path),
    Setting("HUB_DATABASE_URL", "", "Address of the database; empty means SQLite in the data folder."),
    Setting("HUB_SEARCH_ENGINE", "whoosh", "The search engine."),
    Setting("HUB_VALKEY_URL", "", "Valkey server for shared limits when several machines serve."),
    Setting("HUB_SECRET_KEY", "", "Signs cookies and links. Made and kept in development, required in production."),
    Setting(
        "HUB_BASE_URL",
        "",
        "Public address, used wherever a full one is told; empty means http://HUB_HOST:HUB_PORT, and for pages and the "
        "API whatever name they are asked by.",
    ),
    Setting(
        "HUB_MAIL_URL",
        "",
        "smtp://user:password@host:port (or smtps); empty writes mails to the data folder.",
    ),
    Setting("HUB_MAIL_FROM", "hub@localhost", "Sender of the hub's mails."),
    Setting("HUB_HOST", "127.0.0.1", "Address that the server listens on."),
    Setting("HUB_PORT", "8000", "Port that the server listens on.", int),
    Setting("HUB_RATE_LIMITS", "on", "`off` on a trusted network and in measurements.", _switch),
    Setting(
        "HUB_LINK_CHECKS",
        "on",
        "`off` where the hub must not ask other hosts whether the links in practices answer.",
        _switch,
    ),
    Setting("HUB_PROXIES", "0", "Number of trusted reverse proxies in front of the hub.", int),
)


def load(overrides: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The configuration of an application: defaults, then `.env`, then the environment, then `overrides`.

    Raises ConfigurationError where a value cannot be used.
    """
    given = {**dotenv_values(".env"), **os.environ}
    config: dict[str, Any] = {}
    for setting in SETTINGS:
        text = given.get(setting.name) or setting.default
        try:
            config[setting.name] = setting.parse(text)
        except (ValueError, ConfigurationError) as error:
            raise ConfigurationError(f"{setting.name}: {error}") from error
    given_here = dict(overrides or {})
    config.update(given_here)
    for_flask = {name: given_here[name] for name in given_here if not name.startswith("HUB_")}
    return config | _derived(config) | for_flask


def _derived(config: dict[str, Any]) -> dict[str, Any]:
    """What Flask and its extensions want to be told, from the hub's own settings."""
    data_dir = Path(config["HUB_DATA_DIR"]).resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    production = config["HUB_ENV"] == "production"
    base_url = config["HUB_BASE_URL"] or f"http://{config['HUB_HOST']}:{config['HUB_PORT']}"
    return {
        "HUB_DATA_DIR": data_dir,
        "HUB_BASE_URL": base_url.rstrip("/"),
        "IS_BASE_URL_SET": bool(config["HUB_BASE_URL"]),
        "SECRET_KEY": _secret_key(config, data_dir),
        "SQLALCHEMY_DATABASE_URI": _database_url(config, data_dir),
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_pre_ping": bool(config["HUB_DATABASE_URL"]),
            "hide_parameters": True,  # what people typed, and digests of secrets, have no place in logs
        },
        "MAX_CONTENT_LENGTH": 26 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "SESSION_COOKIE_NAME": "hub_session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": base_url.startswith("https://"),
        "PERMANENT_SESSION_LIFETIME": timedelta(days=14),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_TRANSLATION_DIRECTORIES": str(Path(__file__).parent.parent / "translations"),
        "RATELIMIT_ENABLED": config["HUB_RATE_LIMITS"],
        "RATELIMIT_STORAGE_URI": config["HUB_VALKEY_URL"] or "memory://",
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,
        "TEMPLATES_AUTO_RELOAD": not production,
    }


def _secret_key(config: dict[str, Any], data_dir: Path) -> str:
    if config["HUB_SECRET_KEY"]:
        return str(config["HUB_SECRET_KEY"])
    if config["HUB_ENV"] == "production":
        raise ConfigurationError("HUB_SECRET_KEY is required in production: set it to 50 random characters.")
    kept = data_dir / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


def _database_url(config: dict[str, Any], data_dir: Path) -> str:
    url = str(config["HUB_DATABASE_URL"])
    if not url:
        return f"sqlite:///{data_dir / 'hub.sqlite3'}"
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url
