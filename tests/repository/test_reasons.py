"""Prepared texts for decisions: ours in six languages, changed and added to by the secretariat."""

from typing import Any

import pytest
from flask import Flask

from hub.db import db, transaction
from hub.errors import Conflict, Invalid, NotFound, Overtaken
from hub.i18n import LANGUAGES
from hub.undo import take_back
from repository import operations
from repository.models import CannedReason, Practice
from repository.operations.reasons import comment_with
from repository.operations.reviewing.letters import language_of
from repository.queries import reasons
from repository.schemas.reason import DECISIONS
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository.test_undo import last_deed

OURS = "It was withdrawn at the request of those who submitted it."


def own(**special: Any) -> dict[str, str]:
    return {"decision": "decline", "label_en": "Elsewhere", "text_en": "Please try elsewhere."} | special


def decide(client: HubClient, made: Practice, to: str, **form: str) -> Any:
    return client.as_(user("secretariat")).post(f"/practices/{made.slug}/transitions", data={"to": to, **form})


def test_each_step_that_needs_a_reason_has_texts_of_ours_in_six_languages(app: Flask) -> None:
    for step in DECISIONS:
        mine = [reason for reason in reasons.offered() if reason.decision == step]
        assert len(mine) >= 3, step
        for reason in mine:
            assert set(reason.texts) == set(LANGUAGES)
            assert len({reason.text(language) for language in LANGUAGES}) == len(LANGUAGES), "none is left in English"


def test_a_prepared_text_is_sent_in_the_language_of_the_submitter_before_the_comment(
    client: HubClient, mails: Any
) -> None:
    made = practice("submitted", submitter=user("focal_point", language="fr", password_hash="kept"))
    assert decide(client, made, "declined", reason="here-already", comment="Voir la fiche 12.").status_code == 302
    (mail,) = [mail for mail in mails() if mail["To"] == made.submitter.email]
    text = mail.get_content()
    assert text.index("Le répertoire contient déjà cette pratique.") < text.index("Voir la fiche 12.")
    assert "The repository holds this practice already" not in text


def test_a_prepared_text_is_reason_enough(client: HubClient) -> None:
    made = practice()
    assert decide(client, made, "archived", comment=" ").status_code == 422
    assert decide(client, made, "archived", reason="at-their-request").status_code == 302
    assert OURS in client.get(f"/practices/{made.slug}").text


def test_a_text_of_another_step_or_of_none_is_refused_and_nothing_is_lost(client: HubClient) -> None:
    made = practice()
    for wrong in ("here-already", "no-such-text"):
        answer = decide(client, made, "archived", reason=wrong, comment="My own words")
        assert answer.status_code == 422
        assert "This is not one of the choices." in answer.text and "My own words" in answer.text
    db.session.refresh(made)
    assert made.status == "published"


@pytest.mark.parametrize("language", ["fr", None, "nobody"])
def test_the_prepared_text_and_the_letter_are_in_one_language(app: Flask, language: str | None) -> None:
    made = practice(
        "submitted", language="es", submitter=user("focal_point", language=language if language != "nobody" else "fr")
    )
    if language == "nobody":
        with transaction():
            made.submitter = None
    texts = {"label_fr": "Ailleurs", "text_fr": "Ailleurs.", "label_es": "Fuera", "text_es": "Fuera."}
    written = operations.keep_reason(user("secretariat"), own(**texts))
    said = {"en": "Please try elsewhere.", "fr": "Ailleurs.", "es": "Fuera."}
    assert comment_with(made, "decline", written.key, None) == said[language_of(made)]


def test_where_there_is_no_text_in_the_language_of_the_submitter_it_is_in_english_or_another(app: Flask) -> None:
    secretariat, made = user("secretariat"), practice("submitted", submitter=user("focal_point", language="ar"))
    written = operations.keep_reason(secretariat, own(label_fr="Ailleurs", text_fr="Essayez ailleurs."))
    assert comment_with(made, "decline", written.key, None) == "Please try elsewhere."
    operations.keep_reason(
        secretariat, {"decision": "decline", "label_fr": "F", "text_fr": "Ailleurs."}, reasons.reason(written.key)
    )
    assert comment_with(made, "decline", written.key, "Yours") == "Ailleurs.\n\nYours"
    with pytest.raises(Invalid):
        comment_with(made, "archive", written.key, None)


def test_the_secretariat_writes_changes_and_deletes_texts(client: HubClient) -> None:
    desk = client.as_(user("secretariat"))
    assert desk.post("/practices/reasons/new", data=own()).status_code == 302
    assert "Please try elsewhere." in desk.get("/practices/reasons").text
    key = db.session.query(CannedReason.key).scalar()
    made = practice("submitted")
    assert f'value="{key}"' in desk.get(f"/practices/{made.slug}/decisions/decline").text
    assert desk.post(f"/practices/reasons/{key}", data=own(text_en="Changed words")).status_code == 302
    assert "Changed words" in desk.get("/practices/reasons").text
    assert desk.post(f"/practices/reasons/{key}/hide").status_code == 302
    assert f'value="{key}"' not in desk.get(f"/practices/{made.slug}/decisions/decline").text
    assert decide(client, made, "declined", reason=key).status_code == 422
    assert desk.post(f"/practices/reasons/{key}/drop").status_code == 302
    assert desk.get(f"/practices/reasons/{key}").status_code == 404


def test_ours_can_be_changed_hidden_and_put_back(client: HubClient) -> None:
    desk = client.as_(user("secretariat"))
    path = "/practices/reasons/at-their-request"
    assert desk.post(f"{path}/drop").status_code == 409
    changed = {"decision": "archive", "label_en": "Asked", "text_en": "They asked us to."}
    assert desk.post(path, data=changed).status_code == 302
    made = practice(submitter=user("focal_point", language="fr"))
    assert comment_with(made, "archive", "at-their-request", None) == "They asked us to."
    assert desk.post(f"{path}/hide").status_code == 302
    assert "at-their-request" not in [reason.key for reason in reasons.offered()]
    assert desk.post(f"{path}/offer").status_code == 302
    assert desk.post(f"{path}/drop").status_code == 302
    assert reasons.reason("at-their-request").text("en") == OURS


def test_half_a_text_is_refused_and_what_was_typed_stays(client: HubClient) -> None:
    desk = client.as_(user("secretariat"))
    for wrong in (own(text_en=""), own(label_en=""), {"decision": "decline"}, own(decision="publish")):
        answer = desk.post("/practices/reasons/new", data=wrong)
        assert answer.status_code == 422
    answer = desk.post("/practices/reasons/new", data=own(label_fr="Seulement"))
    assert "Seulement" in answer.text and "Give both a short name and a text." in answer.text
    assert db.session.query(CannedReason).count() == 0


def test_only_the_secretariat_reads_and_changes_them(client: HubClient) -> None:
    for role in ("member", "focal_point", "reviewer", "moderator"):
        who = client.as_(user(role))
        assert who.get("/practices/reasons").status_code == 403
        for address in ("new", "links", "links/hide", "links/offer", "links/drop"):
            assert who.post(f"/practices/reasons/{address}", data=own()).status_code == 403
    assert client.post("/practices/reasons/links/hide").status_code == 401


def test_of_two_writers_the_second_is_told(app: Flask) -> None:
    secretariat = user("secretariat")
    written = operations.keep_reason(secretariat, own())
    seen = written.version
    operations.keep_reason(secretariat, own(text_en="First"), reasons.reason(written.key), seen=seen)
    with pytest.raises(Overtaken):
        operations.keep_reason(secretariat, own(text_en="Second"), reasons.reason(written.key), seen=seen)
    gone = reasons.reason(written.key)
    operations.drop_reason(secretariat, gone)
    with pytest.raises(Conflict):
        operations.keep_reason(secretariat, own(), gone)


def test_changes_of_texts_can_be_taken_back(app: Flask) -> None:
    secretariat = user("secretariat")
    written = operations.keep_reason(secretariat, own())
    key = written.key
    operations.keep_reason(secretariat, own(text_en="Changed words"), reasons.reason(key))
    take_back(secretariat, last_deed())
    assert reasons.reason(key).text("en") == "Please try elsewhere."
    operations.offer_reason(secretariat, reasons.reason(key), offered=False)
    take_back(secretariat, last_deed())
    assert not reasons.reason(key).is_hidden
    operations.drop_reason(secretariat, reasons.reason(key))
    take_back(secretariat, last_deed())
    assert reasons.reason(key).text("en") == "Please try elsewhere."
    operations.offer_reason(secretariat, reasons.reason("links"), offered=False)
    take_back(secretariat, last_deed())
    assert reasons.reason("links").row is None
    with pytest.raises(NotFound):
        reasons.reason("no-such-text")


def test_nobody_decides_on_what_somebody_else_has_changed_unseen(client: HubClient) -> None:
    made, desk = practice("submitted"), client.as_(user("secretariat"))
    page = desk.get(f"/practices/{made.slug}/decisions/decline").text
    seen = page.split('name="version" value="')[1].split('"')[0]
    operations.edit(user("secretariat"), made, {"summary": "Another summary."})
    path, form = f"/practices/{made.slug}/transitions", {"to": "declined", "comment": "My reason"}
    late = desk.post(path, data=form | {"version": seen})
    assert late.status_code == 409
    assert "Somebody else has changed this practice" in late.text and "My reason" in late.text
    again = late.text.split('name="version" value="')[1].split('"')[0]
    assert desk.post(path, data=form | {"version": again}).status_code == 302
