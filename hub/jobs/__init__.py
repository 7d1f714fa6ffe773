"""The outbox: work that must happen is a row, written in the transaction that makes it necessary."""

from hub.jobs.queue import enqueue, handler

__all__ = ["enqueue", "handler"]
