"""Who may do what. One rule answers both "may I see this one?" and "which may I see?"."""

from hub.policy.permissions import PERMISSIONS, can, explain, opened, permit, readable, require, visible
from hub.policy.rules import (
    Actor,
    Anyone,
    Mine,
    Nobody,
    Related,
    Role,
    Rule,
    SignedIn,
    Where,
)

__all__ = [
    "PERMISSIONS",
    "Actor",
    "Anyone",
    "Mine",
    "Nobody",
    "Related",
    "Role",
    "Rule",
    "SignedIn",
    "Where",
    "can",
    "explain",
    "opened",
    "permit",
    "readable",
    "require",
    "visible",
]
