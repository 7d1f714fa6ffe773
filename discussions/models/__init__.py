"""The tables of the discussions."""

from discussions.models.post import Post, PostRevision
from discussions.models.space import MEMBER, MODERATOR, Space, SpaceRole
from discussions.models.thread import Thread

__all__ = ["MEMBER", "MODERATOR", "Post", "PostRevision", "Space", "SpaceRole", "Thread"]
