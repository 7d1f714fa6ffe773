"""What people give and get: spaces, threads, posts, import lines."""

from discussions.schemas.line import PostLineSchema, ThreadLineSchema
from discussions.schemas.output import PostOut, SpaceOut, ThreadOut, shown_to
from discussions.schemas.post import NewPostSchema, PostSchema
from discussions.schemas.space import InvitationSchema, SpaceSchema
from discussions.schemas.thread import ModeratorsThreadSchema, ThreadSchema, ThreadSettingsSchema

__all__ = [
    "InvitationSchema",
    "ModeratorsThreadSchema",
    "NewPostSchema",
    "PostLineSchema",
    "PostOut",
    "PostSchema",
    "SpaceOut",
    "SpaceSchema",
    "ThreadLineSchema",
    "ThreadOut",
    "ThreadSchema",
    "ThreadSettingsSchema",
    "shown_to",
]
