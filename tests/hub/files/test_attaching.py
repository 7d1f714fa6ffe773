"""Attaching documents and downloading them, by the pages and by the API."""

import io
import os
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from hub import clock
from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.errors import Invalid
from hub.files import operations, quotas, storing
from hub.files.models import StoredFile, UploadDay
from hub.files.operations import attach as attach_file
from hub.files.operations import take_off
from hub.files.storing import path_of, sweep
from hub.jobs.models import Job
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import practice, review, user
from tests.hub.files.made import PLACE, bomb, lying, picture, upload, word


def attach(client: HubClient, slug: str, name: str, content: bytes) -> StoredFile | None:
    """Attach a document by the page; the newest document there is."""
    client.post(f"/practices/{slug}/documents", data={"file": (io.BytesIO(content), name)})
    return db.session.scalar(select(StoredFile).order_by(StoredFile.id.desc()))


def number() -> int:
    return db.session.scalar(select(func.count()).select_from(StoredFile)) or 0


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
        reads = (declared,) if status in ("under_review", "archived") else ()
        may = status == "published" or who in (*reads, submitter) or (who is not None and who.role == "secretariat")
        answer = client.as_(who).get(path, buffered=True)
        assert (answer.status_code, b"zuqfile" in answer.data) == ((200, True) if may else (404, False)), (
            who and who.name
        )
        if may:
            kept = answer.headers["Cache-Control"]
            assert kept == ("public, no-cache" if status == "published" else "private, no-store")
    assert client.get(f"/files/{stored.public_id[:-1]}?/Report.pdf").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("../../e;vil <b>.txt", b"hello <script>alert(1)</script>", "text/plain"),
        ("Отчёт 报告 “x”.pdf", b"%PDF-1.7 <script>", "application/pdf"),
        ("invoice\u202efdp.md", b"# hello", "text/plain"),
    ],
)
def test_a_file_is_saved_and_never_shown_as_a_page(
    client: HubClient, name: str, content: bytes, media_type: str
) -> None:
    submitter = user("focal_point")
    browser, made = client.as_(submitter), practice("draft", submitter=submitter)
    stored = attach(browser, made.slug, name, content)
    assert stored is not None
    answer = browser.get(f"/files/{stored.public_id}/anything.html", buffered=True)
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename=")
    assert ("filename*=UTF-8''" in disposition) is not stored.name.isascii()
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer.headers
    assert answer.mimetype == media_type
    assert answer.data == content


def test_a_picture_is_downloaded_without_what_it_hid(client: HubClient) -> None:
    submitter = user("focal_point")
    made = practice("draft", submitter=submitter, title="A practice with a photograph")
    stored = attach(client.as_(submitter), made.slug, "photo.jpg", picture("JPEG") + b"Zuqbarel tail")
    assert stored is not None
    content = client.as_(submitter).get(f"/files/{stored.public_id}/photo.jpg", buffered=True).data
    assert content.startswith(b"\xff\xd8\xff")
    assert PLACE.encode() not in content and b"Zuqbarel" not in content
    assert submitter.name.encode() not in content
    assert stored.size == len(content)


def test_a_refusal_says_why_and_keeps_nothing(client: HubClient, app: Flask) -> None:
    submitter = user("focal_point")
    browser, made = client.as_(submitter), practice("draft", submitter=submitter)
    for name, content, words in (
        ("letter.docx", lying(bomb(1), 100), "damaged"),
        ("letter.docm", word({"word/vbaProject.bin": b"x"}), "macros"),
        ("drawing.svg", b"<svg/>", "SVG"),
        ("", b"", "Choose a file first."),
    ):
        sent = browser.post(f"/practices/{made.slug}/documents", data={"file": (io.BytesIO(content), name)},
                            follow_redirects=True)  # fmt: skip
        assert words in sent.text, name
    assert number() == 0
    assert not list((Path(app.config["HUB_DATA_DIR"]) / "files").glob("*/*"))


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


def test_bytes_are_kept_as_long_as_something_names_them(app: Flask) -> None:
    writer = user("focal_point")
    one, other = practice("draft", submitter=writer), practice("draft", submitter=writer)
    first = attach_file(writer, "practice.edit", one, upload("a.txt", b"the same"))
    second = attach_file(writer, "practice.edit", other, upload("b.txt", b"the same"))
    path = path_of(first.digest)
    assert first.digest == second.digest
    take_off(writer, "practice.edit", one, first)
    _age(path)
    sweep([{"digest": first.digest}])
    assert path.exists(), "the other practice has it, too"
    take_off(writer, "practice.edit", other, second)
    assert path.exists(), "until the worker comes"
    sweep([{"digest": first.digest}])
    assert not path.exists()
    sweep([{"digest": first.digest}])


def test_bytes_that_have_just_come_are_not_swept(app: Flask) -> None:
    """They may be of an upload that is not written down yet."""
    digest = _kept(b"new")
    sweep([{"digest": digest}])
    assert path_of(digest).exists()
    _age(path_of(digest))
    _kept(b"new")
    sweep([{"digest": digest}])
    assert path_of(digest).exists()


def test_bytes_of_an_upload_that_was_cut_off_are_swept(app: Flask, monkeypatch: pytest.MonkeyPatch, work: Any) -> None:
    def killed(*_args: Any) -> None:
        raise KeyboardInterrupt

    writer = user("focal_point")
    made, done = practice("draft", submitter=writer), practice("draft", submitter=writer)
    attach_file(writer, "practice.edit", done, upload("b.txt", b"done"))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(operations, "_attach", killed)
        attach_file(writer, "practice.edit", made, upload("a.txt", b"cut off"))
    path, other = (path_of(storing.digest_of(io.BytesIO(content))) for content in (b"cut off", b"done"))
    part = path.parent / f".{path.name}.x.part"
    part.write_bytes(b"cut")
    for one in (path, other, part):
        _age(one)
    work()
    assert path.exists(), "it may still be going on"
    with transaction():
        db.session.execute(update(Job).values(run_at=clock.now()))
    work()
    assert (path.exists(), part.exists(), other.exists()) == (False, False, True)


def _kept(content: bytes) -> str:
    digest = storing.digest_of(io.BytesIO(content))
    storing.keep(io.BytesIO(content), digest)
    return digest


def _age(path: Path) -> None:
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 3600))


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotas of a few kilobytes."""
    for name, value in (("MAX_FILES", 3), ("MAX_TOTAL", 300_000), ("MAX_FILES_A_DAY", 5), ("MAX_BYTES_A_DAY", 400_000)):
        monkeypatch.setattr(quotas, name, value)


def told(browser: HubClient, slug: str, size: int, name: str = "a.txt") -> str:
    """What the page says after a document of this size was sent."""
    sent = browser.post(f"/practices/{slug}/documents", data={"file": (io.BytesIO(b"x" * size), name)},
                        follow_redirects=True)  # fmt: skip
    return sent.text


def test_a_thing_holds_so_much_and_says_how_much_is_left(client: HubClient, app: Flask, narrow: None) -> None:
    submitter = user("focal_point")
    browser, made = client.as_(submitter), practice("draft", submitter=submitter)
    assert "The document “a.txt” is attached." in told(browser, made.slug, 200_000)
    assert "0.1 MB are left, and this one has 0.1 MB" in told(browser, made.slug, 150_000)
    assert "is attached" in told(browser, made.slug, 10)
    assert "is attached" in told(browser, made.slug, 10, "b.txt")
    assert "There are 3 documents already. Remove one first." in told(browser, made.slug, 10)
    assert number() == 3
    assert len(list((Path(app.config["HUB_DATA_DIR"]) / "files").glob("*/*"))) == 2, "what is refused is not kept"


def test_a_person_attaches_so_much_a_day_and_gets_nothing_back_by_taking_off(client: HubClient, narrow: None) -> None:
    submitter = user("focal_point")
    browser = client.as_(submitter)
    for _n in range(2):
        made = practice("draft", submitter=submitter)
        assert "is attached" in told(browser, made.slug, 150_000)
        take_off(submitter, "practice.edit", made, made.attachments[0])
    made = practice("draft", submitter=submitter)
    assert "0.1 MB are left today, and this document has 0.1 MB" in told(browser, made.slug, 140_000)
    for name in ("a.txt", "b.txt", "c.txt"):
        assert "is attached" in told(browser, made.slug, 1, name)
    other = practice("draft", submitter=submitter)
    assert "You have attached 5 documents today. Go on tomorrow." in told(browser, other.slug, 1)
    with transaction():
        day = db.session.scalars(select(UploadDay).where(UploadDay.user_id == submitter.id)).one()
        assert (day.files, day.size) == (5, 300_003)
        day.day = clock.now().date() - timedelta(days=1)
    assert "is attached" in told(browser, other.slug, 1)


def test_two_uploads_that_end_at_the_same_moment_do_not_both_take_what_is_left_of_a_day(
    app: Flask, narrow: None
) -> None:
    """The first is written down after the second has seen that there is room."""
    writer = user("focal_point")
    mine, other = practice("draft", submitter=writer).id, practice("draft", submitter=writer).id
    reasons: list[str] = []

    def second() -> None:
        with app.app_context():
            actor, thing = db.session.get(User, writer.id), db.session.get(Practice, other)
            assert actor and thing
            with pytest.raises(Invalid) as refused:
                attach_file(actor, "practice.edit", thing, upload("b.txt", b"b" * 250_000))
            reasons.extend(refused.value.errors["file"])

    with transaction():
        quotas.spend(writer, 1)
    with transaction():
        attach_file(writer, "practice.edit", db.session.get(Practice, mine), upload("a.txt", b"a" * 250_000))
        other_thread = Thread(target=second)
        other_thread.start()
        other_thread.join(0.5)
    other_thread.join()
    assert "MB are left today" in reasons[0]
    assert number() == 1


def test_the_form_says_how_much_is_used(client: HubClient) -> None:
    submitter = user("focal_point")
    browser, made = client.as_(submitter), practice("draft", submitter=submitter)
    page = browser.get(f"/practices/{made.slug}/status").text
    assert "0 of 20 documents and 0 of 100 MB are used." in page
    assert f'data-most="{quotas.MAX_BYTES}"' in page
    told(browser, made.slug, 2_000_000)
    assert "1 of 20 documents and 1.9 of 100 MB are used." in browser.get(f"/practices/{made.slug}/status").text


def _api(client: HubClient, actor: User, scope: str = "write") -> Any:
    return client.api(create_token(actor, label="t", scope=scope))


def _sent(api: Any, slug: str, name: str = "Report.pdf", content: bytes = b"%PDF-1.7 zuq", field: str = "file") -> Any:
    return api.post(f"/practices/{slug}/documents", data={field: (io.BytesIO(content), name)})


def test_programs_attach_and_take_off(client: HubClient) -> None:
    submitter = user("focal_point")
    made, api = practice("draft", submitter=submitter), _api(client, submitter)
    sent = _sent(api, made.slug)
    assert sent.status_code == 201
    assert (sent.json["name"], sent.json["media_type"], sent.json["size"]) == ("Report.pdf", "application/pdf", 12)
    assert sent.json["url"].endswith(f"/files/{sent.json['id']}/Report.pdf")
    assert api.get(f"/practices/{made.slug}").json["attachments"] == [sent.json]
    for who in (user(), user("focal_point")):
        assert _api(client, who).delete(f"/practices/{made.slug}/documents/{sent.json['id']}").status_code == 404
    taken = api.delete(f"/practices/{made.slug}/documents/{sent.json['id']}")
    assert (taken.status_code, taken.json["attachments"]) == (200, [])
    assert api.delete(f"/practices/{made.slug}/documents/{sent.json['id']}").status_code == 404


def test_programs_are_told_in_problems_what_is_wrong(client: HubClient) -> None:
    submitter = user("focal_point")
    made, api = practice("draft", submitter=submitter), _api(client, submitter)
    for content, name, words in ((b"<svg/>", "a.svg", "SVG"), (b"", "a.txt", "empty"), (b"x", "a.pdf", "does not fit")):
        refused = _sent(api, made.slug, name, content)
        (error,) = refused.json["errors"]
        assert (refused.status_code, error["field"]) == (422, "file")
        assert words in error["message"]
    assert _sent(api, made.slug, field="other").status_code == 422
    assert api.post(f"/practices/{made.slug}/documents", json={"file": "x"}).status_code == 415
    assert _sent(_api(client, submitter, "read"), made.slug).status_code == 403
    assert _sent(client.api(""), made.slug).status_code == 401
    public = practice("published", submitter=submitter)
    assert _sent(api, public.slug).status_code == 403
    assert _sent(api, "nothing").status_code == 404
    assert number() == 0


@pytest.mark.one_database
def test_what_says_that_it_is_too_large_is_answered_with_a_page_that_helps(client: HubClient) -> None:
    submitter = user("focal_point")
    made = practice("draft", submitter=submitter)
    path = f"/practices/{made.slug}/documents"
    large = {"CONTENT_LENGTH": str(2 * 1024**3), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    came_from = {"Referer": f"http://localhost/practices/{made.slug}/status"}
    page = client.as_(submitter).post(path, environ_overrides=large, headers=came_from)
    assert page.status_code == 413
    assert "A file may have up to 25 MB" in page.text
    assert f'href="/practices/{made.slug}/status"' in page.text
    problem = _api(client, submitter).post(path, environ_overrides=large)
    assert (problem.status_code, problem.mimetype, problem.json["status"]) == (413, "application/problem+json", 413)
