"""The engine on Whoosh: pure Python, in a folder, for some hundred thousand documents."""

from hub.search.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
