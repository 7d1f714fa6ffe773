"""A practice is written in steps, each saved by itself, without JavaScript."""

import re
from typing import Any

import pytest

from hub.db import db
from repository.models import Practice
from repository.schemas import FIELDS, STEPS, PracticeSchema
from tests.clients import HubClient
from tests.factories import practice, user

ANSWERS: dict[str, dict[str, Any]] = {
    "what": {"title": "Consular help for stranded workers", "summary": "A line.", "practice_type": "project",
             "language": "en"},
    "where": {"scope": "national", "countries": ["PH"], "start_year": "2021"},
    "who": {"lead_organizations-0-name": "Department of Migrant Workers"},
    "contributes": {"objectives_primary": ["14"]},
    "how": {"benefit_impact": "Calls are answered within a minute."},
    "more": {},
}  # fmt: skip


def stored(slug: str) -> Practice:
    db.session.rollback()
    return db.session.query(Practice).filter_by(slug=slug).one()


def sent(page: str) -> dict[str, Any]:
    """What a browser would send of the form of a step in which nobody has touched anything."""
    form = page.split('<form method="post" action="/practices/')[1].split("</form>")[0]
    values: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
        if name and (("checkbox" not in tag and "radio" not in tag) or " checked" in tag):
            values.setdefault(name[1], []).append(value[1] if value else "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?([^<]*)</textarea>', form):
        values[name] = text
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        values[name] = (re.search(r'value="([^"]*)" selected', options) or ["", ""])[1]
    return values


def test_every_field_belongs_to_a_step_and_has_help_and_an_example(app: Any) -> None:
    assert list(FIELDS) == list(STEPS)
    assert sorted(name for names in FIELDS.values() for name in names) == sorted(PracticeSchema().fields)
    parts = [f for f in PracticeSchema().fields.items() if f[0] != "focal_point"]
    parts += PracticeSchema().fields["focal_point"].schema.fields.items()  # type: ignore[attr-defined]
    assert [name for name, f in parts if not (f.metadata["help"] and f.metadata["example"])] == []


def test_step_by_step_a_draft_becomes_complete_and_is_submitted(client: HubClient) -> None:
    author = client.as_(user())
    first = author.get("/practices/new").text
    assert "Step 1 of 6" in first
    answer = author.post("/practices/new", data=sent(first) | ANSWERS["what"])
    assert answer.location.endswith("/edit/where")
    path = answer.location.removesuffix("/edit/where")
    for step, following in zip(STEPS, [*list(STEPS)[1:], None], strict=True):
        page = author.get(f"{path}/edit/{step}").text
        answer = author.post(f"{path}/edit/{step}", data=sent(page) | ANSWERS[step])
        assert answer.location == (f"{path}/edit/{following}" if following else f"{path}/status")
    assert author.post(f"{path}/transitions", data={"to": "submitted"}).status_code == 302
    assert stored(path.rsplit("/", 1)[1]).status == "submitted"


def test_a_step_that_is_sent_as_it_came_changes_nothing(client: HubClient) -> None:
    made = practice(
        "draft", countries=["TZ", "KE"], regions=["014"], principles=["human-rights"], sdgs=["8"], end_year=2023,
        objectives_secondary=["5"], key_lessons="One\n\ntwo", links=[{"label": "Report", "url": "https://example.org"}],
        partners=[{"name": "Union", "category": None}], focal_point={"name": "A", "email": "a@example.org", "role": ""},
    )  # fmt: skip
    before, version, author = PracticeSchema().dump(made), made.version, client.as_(made.submitter)
    for step in STEPS:
        page = author.get(f"/practices/{made.slug}/edit/{step}").text
        assert author.post(f"/practices/{made.slug}/edit/{step}", data=sent(page)).status_code == 302
    assert PracticeSchema().dump(stored(made.slug)) == before
    assert stored(made.slug).version == version, "what changes nothing is no save"


def test_going_on_leads_to_the_first_step_that_lacks_something(client: HubClient) -> None:
    made = practice("draft", benefit_impact=None)
    author = client.as_(made.submitter)
    assert author.get(f"/practices/{made.slug}/edit").location.endswith("/edit/how")
    whole = practice("draft", submitter=made.submitter)
    assert author.get(f"/practices/{whole.slug}/edit").location.endswith("/edit/what")


def test_each_step_says_which_are_complete_and_which_lack_something(client: HubClient) -> None:
    made = practice("draft", benefit_impact=None)
    page = client.as_(made.submitter).get(f"/practices/{made.slug}/edit/where").text
    signs = re.findall(r'<li class="(\w+)"><a href="[^"]*/edit/(\w+)"', page)
    assert signs == [
        ("complete", "what"), ("complete", "where"), ("complete", "who"), ("complete", "contributes"),
        ("missing", "how"), ("blank", "more"),
    ]  # fmt: skip
    assert re.search(r'/edit/where" aria-current="step"', page)


def test_a_wrong_answer_is_named_in_its_step_and_what_was_typed_stays(client: HubClient) -> None:
    made = practice("draft")
    answer = client.as_(made.submitter).post(
        f"/practices/{made.slug}/edit/where", data={"start_year": "20220", "subnational": "Manila"}
    )
    assert answer.status_code == 422
    assert "20220" in answer.text and "Manila" in answer.text
    assert 'href="#f-start_year"' in answer.text


def test_chosen_countries_stay_in_sight_and_the_others_are_folded_by_part_of_the_world(client: HubClient) -> None:
    made = practice("draft", countries=["TZ"])
    page = client.as_(made.submitter).get(f"/practices/{made.slug}/edit/where").text
    shown, folded = page.split('id="f-countries"')[1].split('class="folds"')[:2]
    assert 'value="TZ" checked' in shown
    folded = folded.split("</fieldset>")[0]
    assert 'value="TZ"' not in folded
    assert folded.count('name="countries"') == 248
    groups = re.findall(r"<summary>(.*?) <span", folded)
    assert groups == ["Africa", "Americas", "Asia", "Europe", "Oceania", "World and elsewhere"]


def test_a_list_in_which_nothing_is_ticked_any_more_is_empty(client: HubClient) -> None:
    made = practice("draft", sdgs=["8"])
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/edit/contributes"
    values = sent(author.get(path).text)
    assert values.pop("sdgs") == ["8"]
    author.post(path, data=values)
    assert stored(made.slug).sdgs == ()
    assert stored(made.slug).objectives_primary == ("8",)


def test_whoever_sends_a_few_fields_changes_these_alone(client: HubClient) -> None:
    made = practice("draft", sdgs=["8"], subnational="Dodoma")
    author, path = client.as_(made.submitter), f"/practices/{made.slug}/edit"
    assert author.post(path, data={"summary": "New"}).location.endswith("/status")
    assert author.post(path, data={"stay": "1"}).location.endswith("/edit")
    after = stored(made.slug)
    assert (after.summary, after.sdgs, after.subnational) == ("New", ("8",), "Dodoma")


@pytest.mark.parametrize("step", ["nowhere", "title", "what/more"])
def test_there_is_no_step_of_another_name(client: HubClient, step: str) -> None:
    made = practice("draft")
    author = client.as_(made.submitter)
    assert author.get(f"/practices/{made.slug}/edit/{step}").status_code == 404
    assert author.post(f"/practices/{made.slug}/edit/{step}", data={"summary": "x"}).status_code in (404, 405)


@pytest.mark.parametrize("status", ["draft", "submitted", "published"])
def test_nobody_else_gets_the_text_by_sending_a_wrong_form(client: HubClient, status: str) -> None:
    secret = {"name": "Focal", "email": "focal-canary@example.org", "role": None}
    made = practice(status, focal_point=secret)
    for who in (client, client.as_(user()), client.as_(user("reviewer"))):
        for path in ("edit", "edit/more", "edit/what", "preview", "status"):
            for answer in (
                who.get(f"/practices/{made.slug}/{path}"),
                who.post(f"/practices/{made.slug}/{path}", data={"title": "x", "clash": "focal_point"}),
                who.post(f"/practices/{made.slug}/{path}", data={"title": "x"}, headers={"Accept": "application/json"}),
            ):
                assert answer.status_code in (302, 401, 403, 404, 405)
                assert "focal-canary" not in answer.text


def test_the_preview_is_the_page_of_readers_below_a_band(client: HubClient) -> None:
    made = practice("draft", key_lessons="We learnt **much**.")
    author = client.as_(made.submitter)
    page = author.get(f"/practices/{made.slug}/preview").text
    assert "Readers will see this page" in page and "<strong>much</strong>" in page
    assert f'href="/practices/{made.slug}/edit"' in page
    main = page.split("<h1")[1].split("</main>")[0]
    with_state = author.get(f"/practices/{made.slug}").text
    assert "Draft" in with_state and "Draft" not in main
