"""Moderation of any kind of thing: reports by members, the queue of what waits, decisions, the public log.

A thing is held or reported within a scope, such as a discussion space; whoever looks after the scope decides.
"""

from hub.moderation.operations import THRESHOLD, hold, note, report, settle
from hub.moderation.reasons import REASONS, reason_label

__all__ = ["REASONS", "THRESHOLD", "hold", "note", "reason_label", "report", "settle"]
