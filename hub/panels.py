"""Panels: named places on a page where features show a block without knowing the page's owner."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup


def add(app: Flask, slot: str, panel: Callable[..., str]) -> None:
    """Let a function show its HTML in a slot; it returns "" where it has nothing to show."""
    app.extensions.setdefault("hub_panels", {}).setdefault(slot, []).append(panel)


def show(slot: str, *args: Any) -> Markup:
    """The blocks of a slot, one after another. The functions render templates, so their HTML is safe."""
    blocks = (panel(*args) for panel in current_app.extensions.get("hub_panels", {}).get(slot, []))
    return Markup("\n").join(Markup(block) for block in blocks if block)  # noqa: S704


def init_app(app: Flask) -> None:
    app.jinja_env.globals["show_panels"] = show
