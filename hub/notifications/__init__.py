"""Telling people what happened: a line in their inbox, and a mail."""

from hub.notifications.operations import mark_read, tell

__all__ = ["mark_read", "tell"]
