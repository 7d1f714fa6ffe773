"""Composing mails and handing them to the transport.

`templates/email/<name>/subject.txt` and `body.txt` say what a mail says, in the language of its reader.
"""

from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any

from flask import current_app
from flask_babel import force_locale

from hub.jobs import enqueue, handler
from hub.jobs.queue import Payload
from hub.mail.transport import transport

NOBODY_NAMED = "undisclosed-recipients:;"


def post(to: str, template: str, language: str | None, *, concealed: bool = False, **context: Any) -> None:
    """Put a mail into the outbox of the running transaction. The context must be plain JSON values.

    A concealed mail names its recipient to the server only, not in its headers: answered or passed on, it
    tells no address.
    """
    enqueue("mail.send", to=to, template=template, language=language, context=context, concealed=concealed)


def compose(
    to: str, template: str, language: str | None, context: dict[str, Any], *, concealed: bool = False
) -> EmailMessage:
    """The mail itself."""
    base_url = current_app.config["HUB_BASE_URL"]
    with force_locale(language or "en"):
        subject = _render(f"email/{template}/subject.txt", base_url=base_url, **context)
        body = _render(f"email/{template}/body.txt", base_url=base_url, **context)
    message = EmailMessage()
    message["From"] = current_app.config["HUB_MAIL_FROM"]
    message["To"] = NOBODY_NAMED if concealed else to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain="hub")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n")
    return message


def _render(name: str, **context: Any) -> str:
    """Without what the frame of pages needs: the worker that sends mails has no request."""
    return current_app.jinja_env.get_template(name).render(context)


@handler("mail.send", slow=True)
def send(payloads: list[Payload]) -> None:
    """Compose and send."""
    for payload in payloads:
        transport().send(compose(**payload), payload["to"])
