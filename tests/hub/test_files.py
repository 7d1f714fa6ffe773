"""Attached files: who gets them, what is taken, and how they are sent."""

import io
import zipfile
from typing import Any

import pytest
from flask import Flask

from hub.db import db
from hub.errors import Invalid
from hub.files import detection
from hub.files.detection import detect
from hub.files.models import StoredFile
from hub.files.operations import clean_name
from tests.clients import HubClient
from tests.factories import practice, review, user


def attach(client: HubClient, slug: str, name: str, content: bytes) -> StoredFile | None:
    client.post(f"/practices/{slug}/documents", data={"file": (io.BytesIO(content), name)})
    return db.session.scalar(db.select(StoredFile).order_by(StoredFile.id.desc()))


def office(**members: bytes) -> bytes:
    """A ZIP archive; two underscores stand for a slash."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return packed.getvalue()


@pytest.mark.parametrize("status", ["draft", "under_review", "published", "archived"])
def test_a_file_is_for_those_who_may_open_what_it_is_attached_to(client: HubClient, status: str) -> None:
    submitter = user("focal_point")
    made = practice("draft", submitter=submitter)
    stored = attach(client.as_(submitter), made.slug, "Report.pdf", b"%PDF-1.7 zuqfile")
    assert stored is not None
    declared, invited = review(made, "declared").reviewer, review(made).reviewer
    made.status = status
    db.session.commit()
    path = f"/files/{stored.public_id}/Report.pdf"
    for who in (None, user(), invited, declared, submitter, user("secretariat")):
        may = status == "published" or who in (declared, submitter) or (who is not None and who.role == "secretariat")
        answer = client.as_(who).get(path, buffered=True)
        assert (answer.status_code, b"zuqfile" in answer.data) == ((200, True) if may else (404, False)), (
            who and who.name
        )
    assert client.get(f"/files/{stored.public_id[:-1]}0/Report.pdf").status_code in (200, 404)


def test_a_file_is_saved_and_never_shown_as_a_page(client: HubClient) -> None:
    submitter = user("focal_point")
    browser, made = client.as_(submitter), practice("draft", submitter=submitter)
    stored = attach(browser, made.slug, "../../e;vil <b>.txt", b"hello <script>alert(1)</script>")
    assert stored is not None and stored.name == "e;vil b.txt"
    answer = browser.get(f"/files/{stored.public_id}/anything.html", buffered=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "text/plain"
    assert clean_name('a\r\nX-Bad: "1\u202etxt.exe') == "aX-Bad 1txt.exe"


def damaged() -> bytes:
    """An office document with a torn member."""
    content = bytearray(office(mimetype=b"application/vnd.oasis.opendocument.text" * 2))
    content[40:50] = b"\xff" * 10
    return bytes(content)


REFUSED: dict[str, tuple[str, bytes]] = {
    "HTML": ("page.html", b"<html>"),
    "SVG as text": ("page.txt", b"  <svg onload=alert(1)>"),
    "SVG": ("image.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "HTML as PDF": ("report.pdf", b"<html>%PDF-"),
    "PDF as HTML": ("page.html", b"%PDF-1.7"),
    "a program": ("run.txt", b"MZ\x00\x00"),
    "any archive": ("archive.zip", office(anything=b"x")),
    "a torn document": ("damaged.odt", damaged()),
    "the head of an archive": ("damaged.odt", b"PK\x03\x04" + b"\xff" * 200),
    "nothing": ("nothing", b""),
}


@pytest.mark.one_database
@pytest.mark.parametrize("what", REFUSED)
def test_what_the_hub_does_not_take_is_refused_with_words(app: Flask, what: str) -> None:
    with pytest.raises(Invalid):
        detect(*REFUSED[what])


@pytest.mark.one_database
def test_a_document_that_unpacks_to_far_too_much_is_refused(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = office(word__document_xml=b"0" * 10_000)
    assert detect("letter.docx", bomb).endswith("wordprocessingml.document")
    monkeypatch.setattr(detection, "MAX_UNPACKED", 9_999)
    with pytest.raises(Invalid):
        detect("letter.docx", bomb)


def test_only_who_may_edit_attaches_and_takes_off(client: HubClient) -> None:
    submitter = user("focal_point")
    made = practice("published", submitter=submitter)
    for who in (None, user(), submitter):
        assert attach(client.as_(who), made.slug, "a.txt", b"text") is None
    stored = attach(client.as_(user("secretariat")), made.slug, "a.txt", b"text")
    assert stored is not None
    path: Any = f"/practices/{made.slug}/documents/{stored.public_id}/remove"
    assert client.as_(user()).post(path).status_code == 403
    assert client.as_(user("secretariat")).post(path).status_code == 302
    assert client.get(f"/files/{stored.public_id}/a.txt").status_code == 404
