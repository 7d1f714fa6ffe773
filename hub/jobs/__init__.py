"""The outbox: work that must happen is a row, written in the transaction that makes it necessary."""

from hub.jobs.queue import enqueue, enqueue_at, handler

__all__ = ["enqueue", "enqueue_at", "handler"]
