"""Undo: what a deed has changed is kept for a while, so that it can be taken back with all that followed from it."""

from hub.undo.operations import forget, take_back
from hub.undo.recording import undoable

__all__ = ["forget", "take_back", "undoable"]
