"""Mails: composed from templates, sent by the worker."""

from hub.mail.outbox import post

__all__ = ["post"]
