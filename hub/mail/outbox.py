"""Composing mails and handing them to the transport.

`templates/email/<name>/subject.txt` and `body.txt` say what a mail says, in the language of its reader.
"""

from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale

from hub.jobs import enqueue, handler
from hub.jobs.queue import Payload
from hub.mail.transport import transport


def post(to: str, template: str, language: str | None, **context: Any) -> None:
    """Put a mail into the outbox of the running transaction. The context must be plain JSON values."""
    enqueue("mail.send", to=to, template=template, language=language, context=context)


def compose(to: str, template: str, language: str | None, context: dict[str, Any]) -> EmailMessage:
    """The mail itself."""
    base_url = current_app.config["HUB_BASE_URL"]
    with force_locale(language or "en"):
        subject = render_template(f"email/{template}/subject.txt", base_url=base_url, **context)
        body = render_template(f"email/{template}/body.txt", base_url=base_url, **context)
    message = EmailMessage()
    message["From"] = current_app.config["HUB_MAIL_FROM"]
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain="hub")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n")
    return message


@handler("mail.send")
def send(payloads: list[Payload]) -> None:
    """Compose and send."""
    for payload in payloads:
        transport().send(compose(**payload))
