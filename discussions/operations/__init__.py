"""What people do: run spaces, start threads, write posts. Deciding on posts: `discussions.moderation`."""

from discussions.operations.importing import store
from discussions.operations.posts import answer, delete, edit
from discussions.operations.spaces import create_space, invite, remove, revise_space
from discussions.operations.threads import revise_thread, start

__all__ = [
    "answer",
    "create_space",
    "delete",
    "edit",
    "invite",
    "remove",
    "revise_space",
    "revise_thread",
    "start",
    "store",
]
