"""Where mails go: to an SMTP server, or into files where none is set."""

import smtplib
import ssl
from copy import deepcopy
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from flask import current_app

from hub import clock

TIMEOUT_SECONDS = 20


class Transport(Protocol):
    """Sends a mail to `to`, which its header may name or conceal."""

    def send(self, message: EmailMessage, to: str) -> None: ...


class Folder:
    """Writes each mail to a file, for development."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage, to: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{clock.now():%Y%m%dT%H%M%S%f}-{to.replace('/', '_')[:150]}.eml"
        (self.folder / name).write_bytes(_legible(message))


def _legible(message: EmailMessage) -> bytes:
    """The mail without transfer encoding, so that its links can be copied from the file."""
    plain = deepcopy(message)
    plain.set_content(message.get_content(), cte="8bit")
    return plain.as_bytes(policy=policy.default.clone(utf8=True))


class Smtp:
    """Sends through a server named by smtp://user:password@host:port (STARTTLS where offered) or smtps://."""

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)

    def send(self, message: EmailMessage, to: str) -> None:
        with self.connect() as server:
            server.send_message(message, to_addrs=[to])

    def connect(self) -> smtplib.SMTP:
        """A conversation with the server, encrypted where it can be, logged in where the address names a user."""
        host, context = self.parts.hostname or "localhost", ssl.create_default_context()
        if self.parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self.parts.port or 465, timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(host, self.parts.port or 25, timeout=TIMEOUT_SECONDS)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
        if self.parts.username:
            server.login(unquote(self.parts.username), unquote(self.parts.password or ""))
        return server


def transport() -> Transport:
    """The transport that the settings name."""
    url = current_app.config["HUB_MAIL_URL"]
    return Smtp(url) if url else Folder(current_app.config["HUB_DATA_DIR"] / "mail")
