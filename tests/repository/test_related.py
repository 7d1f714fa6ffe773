"""Beside a practice stand others like it and experts, each with the reason, and nothing that its reader may not see."""

from typing import Any

from flask import Flask

from hub.db import transaction
from repository import operations
from repository.models import Practice
from repository.queries.comparing import MOST, side_by_side
from repository.queries.related import SHOWN, related
from tests.clients import HubClient
from tests.experts.factories import expert
from tests.factories import practice, user


def reasons(of: Practice) -> dict[int, str]:
    return {found.practice.id: str(found.reason) for found in related(of)}


def test_related_practices_come_with_the_reason_the_nearest_first(app: Flask) -> None:
    office = [{"name": "Office of Birds", "category": None}]
    made = practice(countries=["TZ"], objectives_primary=["8"], lead_organizations=office)
    region = practice(countries=["KE"], objectives_primary=["8"])
    same = practice(countries=["TZ", "FR"], objectives_primary=["9", "8"])
    mine = practice(countries=["FR"], objectives_primary=["20"], lead_organizations=office)
    for other in (
        {"countries": ["FR"]},
        {"objectives_primary": ["9"]},
        {"objectives_primary": ["9"], "objectives_secondary": ["8"]},
    ):
        practice(**({"countries": ["TZ"], "objectives_primary": ["8"]} | other))  # type: ignore[arg-type]
    assert list(reasons(made).items()) == [
        (same.id, "Same main objective and country"),
        (mine.id, "By the same organization"),
        (region.id, "Same main objective and region"),
    ]


def test_only_what_everybody_may_read_is_related(client: HubClient, app: Flask) -> None:
    made = practice()
    for status in ("draft", "submitted", "under_review", "approved", "declined", "archived"):
        practice(status, title="Kwanzaquokka that is not public")
    assert reasons(made) == {}
    for reader in (None, made.submitter, user("secretariat")):
        assert "Kwanzaquokka" not in client.as_(reader).get(f"/practices/{made.slug}").text


def test_few_are_shown_however_many_there_are_and_each_once(app: Flask) -> None:
    office = [{"name": "Office of Birds", "category": None}]
    made = practice(lead_organizations=office)
    others = [practice(lead_organizations=office) for _n in range(SHOWN + 3)]
    found = [each.practice.id for each in related(made)]
    assert found == [other.id for other in reversed(others)][:SHOWN]


def test_a_global_practice_without_places_has_related_ones_too(app: Flask) -> None:
    office = [{"name": "Office of Birds", "category": None}]
    made = practice(scope="global", countries=[], lead_organizations=office)
    other = practice(lead_organizations=office)
    assert reasons(made) == {other.id: "By the same organization"}
    assert reasons(practice(scope="global", countries=[], regions=["001"])) == {}


def test_experts_stand_beside_a_practice_with_what_they_know(client: HubClient) -> None:
    made = practice(countries=["KE"], objectives_primary=["8"])
    expert(name="Ana Near", experience_countries=["KE"], experience_regions=[])
    expert(name="Bea Region", experience_countries=["UG"], experience_regions=[])
    expert(name="Cleo Elsewhere", experience_countries=["PT"], experience_regions=[])
    expert(name="Dora Other", objectives=["20"])
    page = client.get(f"/practices/{made.slug}").text
    assert "Ana Near" in page and "Works on 8 Save lives and knows Kenya" in page
    assert "Bea Region" in page and "Cleo Elsewhere" not in page and "Dora Other" not in page


def test_experts_are_shown_to_those_who_may_find_them(client: HubClient) -> None:
    made = practice(countries=["KE"], objectives_primary=["8"])
    expert(name="Mia Members", visibility="members")
    expert(name="Hugo Hidden", visibility="hidden")
    for state in ("draft", "submitted", "declined", "suspended", "expired", "withdrawn", "lapsed"):
        expert(state, name=f"Stan {state.title()}")
    path = f"/practices/{made.slug}"
    assert "Mia Members" not in client.get(path).text and "Mia Members" in client.as_(user()).get(path).text
    for reader in (None, user(), user("secretariat")):
        text = client.as_(reader).get(path).text
        assert "Hugo Hidden" not in text and "Stan " not in text


def test_a_practice_leads_to_its_discussion_and_to_comparison(client: HubClient) -> None:
    made = practice()
    page = client.get(f"/practices/{made.slug}").text
    assert f"about=practice:{made.id}" in page
    practice()
    page = client.get(f"/practices/{made.slug}").text
    assert f'href="/practices/compare?with={made.slug}"' in page


def compare(*names: str) -> str:
    return "/practices/compare?" + "&".join(f"with={name}" for name in names)


def test_up_to_four_practices_stand_side_by_side_in_their_order(client: HubClient) -> None:
    chosen = [practice(summary=f"Summary number {n}", donors=[]) for n in range(5)]
    page = client.get(compare(*(each.slug for each in chosen))).text
    assert [f"Summary number {n}" in page for n in range(5)] == [True] * 4 + [False]
    assert "At most four" in page and "Add another practice" not in page
    assert '<th scope="row">Donors' not in page, "no row says nothing"
    two = client.get(compare(chosen[1].slug, chosen[0].slug, chosen[1].slug)).text
    assert two.index("Summary number 1") < two.index("Summary number 0")
    assert two.count("Summary number 1") == 1
    assert f"with={chosen[2].slug}" in two or f"with={chosen[3].slug}" in two, "others can be added"


def test_what_is_not_there_or_not_for_this_reader_is_said_to_be_unavailable(client: HubClient) -> None:
    public, draft = practice(), practice("draft", title="Kwanzaquokka in secret", summary="Kwanzaquokka")
    for reader in (None, user()):
        answer = client.as_(reader).get(compare(public.slug, draft.slug, "no-such", "<script>"))
        assert answer.status_code == 200
        text = answer.text.replace(draft.slug, "")
        assert public.title in text and "Kwanzaquokka" not in text
        assert "Not available:" in text and "no-such" in text and "<script>" not in text.replace("<script src", "")
    assert "Kwanzaquokka" in client.as_(draft.submitter).get(compare(draft.slug)).text
    for nothing in ("/practices/compare", compare("no-such"), compare(""), compare("x" * 5_000, *(["y"] * 500))):
        answer = client.get(nothing)
        assert answer.status_code == 200 and "Nothing to compare yet" in answer.text


def test_a_practice_is_compared_by_its_earlier_address_too(app: Flask) -> None:
    made, secretariat = practice(), user("secretariat")
    old = made.slug
    operations.readdress(secretariat, made, "elsewhere-now")
    chosen = side_by_side(secretariat, [old, "elsewhere-now"])
    assert (chosen.practices, chosen.missing) == ([made], [])
    assert MOST == 4


def test_practices_are_chosen_for_comparison_from_the_list_without_javascript(client: HubClient, work: Any) -> None:
    chosen = [practice(), practice()]
    work()
    page = client.get("/practices").text
    assert '<form id="compare"' in page and 'action="/practices/compare"' in page
    for made in chosen:
        assert f'name="with" value="{made.slug}" form="compare"' in page
    assert 'form="compare"' not in client.get("/").text, "only the list offers it"


def test_the_related_disappear_with_their_practice(client: HubClient) -> None:
    made, other = practice(), practice(title="Kwanzaquokka nearby")
    assert "Kwanzaquokka" in client.get(f"/practices/{made.slug}").text
    with transaction():
        other.status = "archived"
    assert "Kwanzaquokka" not in client.get(f"/practices/{made.slug}").text
    shown: Any = related(made)
    assert shown == []
