"""Two people write one draft: what both have written stays, and where it clashes they choose."""

import html
import re
from dataclasses import dataclass, field
from random import Random
from threading import Barrier, Thread
from typing import Any

from flask import Flask

from hub.audit import AuditEntry, history
from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.undo import take_back
from repository.models import Practice, PracticeAuthor
from repository.operations import store
from repository.schemas import FIELDS, PracticeSchema
from tests.clients import HubClient
from tests.factories import practice, user

JSON = {"Accept": "application/json"}
SAVES = 500


def shared(**special: Any) -> tuple[Practice, User, User]:
    """A draft with two authors."""
    made, other = practice("draft", **special), user()
    with transaction():
        db.session.add(PracticeAuthor(practice_id=made.id, user_id=other.id, email=other.email))
    assert made.submitter
    return made, made.submitter, other


@dataclass
class Editor:
    """Somebody with the form of a step open: the version that it shows, and what stands in its boxes."""

    client: HubClient
    slug: str
    step: str = "how"
    hidden: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"/practices/{self.slug}/edit/{self.step}"

    def open(self) -> "Editor":
        return self.read(self.client.get(self.address).text)

    def read(self, page: str) -> "Editor":
        """Take the form of a page for one's own."""
        self.hidden = {name: re.findall(rf'name="{name}" value="(\w+)"', page)[0] for name in ("version", "editor")}
        texts = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?([^<]*)</textarea>', page)
        self.boxes |= {name: html.unescape(text).strip() for name, text in texts}
        return self

    def write(self, **texts: str) -> "Editor":
        self.boxes |= texts
        return self

    def autosave(self) -> Any:
        told = self.client.post(self.address, data=self.hidden | self.boxes, headers=JSON)
        if "version" in told.json:
            self.hidden["version"] = str(told.json["version"])
        return told

    def save(self, **more: Any) -> Any:
        return self.client.post(self.address, data=self.hidden | self.boxes | more)


def texts(made: Practice, *fields: str) -> list[Any]:
    db.session.rollback()
    return [getattr(made, name) for name in fields]


def test_what_two_change_in_different_fields_of_one_step_is_both_kept(client: HubClient) -> None:
    made, one, two = shared(key_lessons="Old", innovation="Old")
    first, second = (Editor(client.as_(who), made.slug).open() for who in (one, two))
    assert first.write(key_lessons="Mine").save().status_code == 302
    assert second.write(innovation="Yours").save().status_code == 302
    assert texts(made, "key_lessons", "innovation") == ["Mine", "Yours"]


def test_what_clashes_is_shown_word_by_word_and_the_rest_is_saved(client: HubClient) -> None:
    made, one, two = shared(key_lessons="We began late.")
    first, second = (Editor(client.as_(who), made.slug).open() for who in (one, two))
    first.write(key_lessons="We began far too late.").save()
    answer = second.write(key_lessons="We began early.", innovation="New").save()
    assert answer.status_code == 409
    assert re.search(r"<del>.*far too late", answer.text) and re.search(r"<ins>.*early", answer.text)
    assert "Implementation" not in answer.text.split("<form method")[1], "only what clashes is asked"
    assert texts(made, "key_lessons", "innovation") == ["We began far too late.", "New"]


def test_each_clash_takes_a_choice(client: HubClient) -> None:
    made, one, two = shared()
    first, second = (Editor(client.as_(who), made.slug).open() for who in (one, two))
    first.write(key_lessons="A", innovation="A", recommendations="A").save()
    page = second.write(key_lessons="B", innovation="B", recommendations="B").save()
    second.boxes = {}
    second.read(page.text).write(recommendations="A and B")
    clash = ["innovation", "key_lessons", "recommendations"]
    half = second.save(clash=clash, **{"choice-innovation": "theirs"})
    assert half.status_code == 409 and half.text.count("Choose one of the two.") == 4
    assert texts(made, "innovation") == ["A"]
    choices = {"choice-innovation": "theirs", "choice-key_lessons": "mine", "choice-recommendations": "mine"}
    assert second.save(clash=clash, **choices).location.endswith("/edit/more")
    assert texts(made, "innovation", "key_lessons", "recommendations") == ["A", "B", "A and B"]


def test_while_one_chooses_a_third_version_is_not_overwritten_either(client: HubClient) -> None:
    made, one, two = shared()
    first, second = (Editor(client.as_(who), made.slug).open() for who in (one, two))
    first.write(key_lessons="A").save()
    page = second.write(key_lessons="B").save()
    first.open().write(key_lessons="A again").save()
    again = second.read(page.text).save(clash="key_lessons", **{"choice-key_lessons": "mine"})
    assert again.status_code == 409 and "again" in again.text
    assert texts(made, "key_lessons") == ["A again"]


def test_nobody_clashes_with_themselves_in_one_form_but_does_with_another_window(client: HubClient) -> None:
    made, one, _two = shared()
    form = Editor(client.as_(one), made.slug).open()
    late = dict(form.hidden)
    assert form.write(key_lessons="One").autosave().status_code == 200
    form.hidden = late  # the answer to the autosave did not arrive
    assert form.write(key_lessons="One two").save().status_code == 302
    phone, laptop = (Editor(client.as_(one), made.slug).open() for _device in range(2))
    assert phone.write(key_lessons="On the phone").save().status_code == 302
    assert laptop.write(key_lessons="On the laptop").save().status_code == 409


def test_a_form_that_shows_old_words_of_others_does_not_forget_that(client: HubClient) -> None:
    made, one, two = shared(key_lessons="Old", innovation="Old")
    first, second = (Editor(client.as_(who), made.slug).open() for who in (one, two))
    first.write(key_lessons="New").save()
    told = second.write(innovation="Mine").autosave()
    assert told.json["saved"] == ["innovation"]
    told = second.write(key_lessons="Written on the old words").autosave()
    assert (told.status_code, told.json["clashes"]) == (409, ["Key lessons"])
    assert texts(made, "key_lessons", "innovation") == ["New", "Mine"]


def test_an_import_and_a_program_count_as_others(client: HubClient) -> None:
    made, one, _two = shared(key_lessons="Old")
    form = Editor(client.as_(one), made.slug).open()
    store(user("secretariat"), PracticeSchema().dump(made) | {"key_lessons": "Imported"}, publish=False)
    assert form.write(key_lessons="Mine").save().status_code == 409
    desk = client.api(create_token(user("secretariat"), label="test", scope="write"))
    form.open()
    desk.patch(f"/practices/{made.slug}", json={"key_lessons": "By a program"})
    assert form.write(key_lessons="Mine").save().status_code == 409


def test_what_is_taken_back_counts_as_a_change_by_others(client: HubClient) -> None:
    made, one, _two = shared(key_lessons="Old", innovation="Old")
    desk = user("secretariat")
    early = Editor(client.as_(one), made.slug).open()
    Editor(client.as_(desk), made.slug).open().write(key_lessons="By the secretariat").save()
    late = Editor(client.as_(one), made.slug).open()
    (deed,) = history(made, AuditEntry.action == "practice.edit")
    take_back(desk, deed.id)
    assert texts(made, "key_lessons") == ["Old"]
    assert late.write(key_lessons="Said on words that are gone").save().status_code == 409
    assert early.write(key_lessons="Said on words that are there again").save().status_code == 302
    after = Editor(client.as_(one), made.slug).open()
    assert after.write(key_lessons="Said with all in sight").save().status_code == 302


def test_a_program_that_names_a_version_is_told_which_fields_others_have_changed(client: HubClient) -> None:
    made, one, two = shared(key_lessons="Old")
    api = client.api(create_token(two, label="test", scope="write"))
    address = f"/practices/{made.slug}"
    seen = api.get(address).json["version"]
    Editor(client.as_(one), made.slug).open().write(key_lessons="New").save()
    other = api.patch(address, json={"innovation": "Kept", "version": seen})
    assert (other.status_code, other.json["key_lessons"]) == (200, "New")
    late = api.patch(address, json={"key_lessons": "Mine", "recommendations": "Mine", "version": seen})
    assert late.status_code == 409
    assert [(e["field"], e["theirs"]) for e in late.json["clashes"]] == [("key_lessons", "New")]
    assert texts(made, "recommendations") == [None], "a program's change is whole or not at all"
    assert api.patch(address, json={"key_lessons": "Mine", "version": late.json["version"]}).status_code == 200
    assert client.get(f"/api/v1/practices/{practice().slug}").json.get("version") is None


@dataclass
class Save:
    """A save that was accepted: what the hub says that it changed, and all that its editor had seen there by then."""

    version: int
    texts: dict[str, str]
    seen: dict[str, frozenset[str]]


def _type(app: Flask, who: int, slug: str, start: Barrier, accepted: list[Save], clashes: list[int], seed: int) -> None:
    """Half of the saves, by somebody who writes now here, now there, and looks at what the other wrote if asked to."""
    random, seen = Random(seed), {name: {""} for name in FIELDS["how"]}
    with app.app_context():
        editor = Editor(app.test_client().as_(db.session.get(User, who)), slug).open()  # type: ignore[attr-defined]

        def note_what_is_seen() -> None:
            for name, text in editor.boxes.items():
                seen[name].add(text)

        note_what_is_seen()
        start.wait()
        for number in range(SAVES // 2):
            fields = random.sample(FIELDS["how"], random.choice((1, 1, 2)))
            editor.write(**{name: f"{name} {who} {number}" for name in fields})
            had = {name: frozenset(texts) for name, texts in seen.items()}
            told = editor.autosave()
            assert told.status_code in (200, 409), told.text
            note_what_is_seen()
            if told.json["saved"]:
                made = {name: editor.boxes[name] for name in told.json["saved"]}
                accepted.append(Save(told.json["stored"], made, had))
            if told.json["clashes"]:
                clashes.append(number)
                editor.open()  # looks at what the other wrote, and goes on from there
                note_what_is_seen()


def test_of_500_interleaved_saves_by_two_editors_none_is_overwritten_unseen(app: Flask) -> None:
    made, *people = shared(**{name: f"{name} at first" for name in FIELDS["how"]})
    accepted: list[Save] = []
    clashes: list[int] = []
    start = Barrier(2)
    threads = [
        Thread(target=_type, args=(app, who.id, made.slug, start, accepted, clashes, seed))
        for seed, who in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    kept = {e.data["version"]: e.data["fields"] for e in history(made) if e.action == "practice.edit"}
    saves = sorted(accepted, key=lambda save: save.version)
    assert {save.version: list(save.texts) for save in saves} == kept, "each accepted save is in the history"
    assert len(saves) > SAVES / 4 and clashes, "they did write at the same time"
    now = {name: f"{name} at first" for name in FIELDS["how"]}
    for save in saves:
        for name, text in save.texts.items():
            assert now[name] in save.seen[name], f"{now[name]!r} was overwritten by somebody who had not seen it"
            now[name] = text
    assert {name: getattr(made, name) for name in now} == now
