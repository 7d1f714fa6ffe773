"""What the worker does for the Experts Database."""

from experts.operations import EXPIRE_JOB, expire
from hub.jobs import handler
from hub.jobs.queue import Payload


@handler(EXPIRE_JOB, batch=50)
def expire_due(payloads: list[Payload]) -> None:
    """Take profiles out of everything when their year is over."""
    for payload in payloads:
        expire(payload["id"])
