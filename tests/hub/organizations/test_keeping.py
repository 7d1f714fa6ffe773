"""The secretariat keeps the register: doubles are found, merged, told apart, and a merge is undone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from hub import clock
from hub.audit import AuditEntry
from hub.auth.models import User
from hub.db import Base, db, transaction
from hub.errors import Conflict, Forbidden, NotFound
from hub.taxonomy.organizations import Organization, find, find_or_add
from hub.taxonomy.organizations.models import OrganizationDifference
from hub.taxonomy.organizations.operations import edit, merge
from hub.taxonomy.organizations.operations.merging import references
from hub.undo import take_back
from hub.undo.models import WayBack
from repository.models import Practice, PracticeOrganization
from tests.clients import HubClient
from tests.factories import practice, user


class Doubles:
    """Two entries for one organization, and practices that name the one, the other and both."""

    def __init__(self, of: str = "Rivers") -> None:
        self.first = practice(lead_organizations=[{"name": f"{of} International"}])
        self.second = practice(lead_organizations=[{"name": f"{of} Internatoinal", "category": "academia"}])
        both = [{"name": f"{of} Internatoinal"}, {"name": "Bridges"}, {"name": f"{of} International"}]
        self.both = practice("draft", lead_organizations=[], partners=both, donors=both[:1])
        self.kept, self.dropped = self.first.lead_organizations[0], self.second.lead_organizations[0]
        self.keeper = user("secretariat")

    def parts(self) -> list[tuple[int, str, str]]:
        """Which practice names whom in which part, by name."""
        links = db.session.scalars(select(PracticeOrganization))
        return sorted((link.practice_id, link.part, link.organization.name) for link in links)

    def merge(self) -> AuditEntry:
        merge(self.keeper, self.kept, self.dropped)
        return db.session.scalars(select(AuditEntry).where(AuditEntry.action == "organization.merge")).one()


def snapshot() -> dict[str, Any]:
    """All that the register and the practices say, but for what only counts forward."""
    tables = ("organization", "organization_name", "organization_difference", "practice_organization", "practice")
    forward = ("version", "updated_at")
    return {
        name: sorted(
            tuple(str(value) for column, value in row.items() if column not in forward)
            for row in db.session.execute(select(Base.metadata.tables[name])).mappings()
        )
        for name in tables
    }


def test_a_merge_moves_everything_that_names_the_organization(client: HubClient, work: Any) -> None:
    doubles = Doubles()
    work()
    doubles.merge()
    first, second, both = doubles.first.id, doubles.second.id, doubles.both.id
    assert doubles.parts() == [
        (first, "lead", "Rivers International"), (second, "lead", "Rivers International"),
        (both, "donor", "Rivers International"), (both, "partner", "Bridges"),
        (both, "partner", "Rivers International"),
    ]  # fmt: skip
    assert [each.name for each in doubles.kept.other_names] == ["Rivers Internatoinal"]
    assert (doubles.kept.category, doubles.dropped.merged_into_id) == ("academia", doubles.kept.id)
    assert find("rivers internatoinal") == doubles.kept
    work()
    found = client.get("/api/v1/search", query_string={"q": "Internatoinal", "type": "practice"}).json
    assert {one["id"] for one in found["items"]} == {doubles.first.slug, doubles.second.slug}


def test_the_old_address_leads_on_for_good(client: HubClient) -> None:
    doubles = Doubles()
    old = doubles.dropped.slug
    doubles.merge()
    third = practice(lead_organizations=[{"name": "Rivers"}]).lead_organizations[0]
    merge(doubles.keeper, third, doubles.kept)
    for base in ("/organizations", "/api/v1/organizations"):
        moved = client.get(f"{base}/{old}")
        assert (moved.status_code, moved.headers["Location"].endswith(f"{base}/rivers")) == (301, True)
    listed = client.get("/organizations").text
    assert "Rivers International" not in listed
    for who in (None, doubles.keeper):
        assert client.as_(who).get("/organizations?q=internatoinal").text.count('class="hit"') == 1


def test_an_old_address_tells_nobody_of_what_they_may_not_know(client: HubClient) -> None:
    hidden = practice("draft", lead_organizations=[{"name": "Zuqbarel"}]).lead_organizations[0]
    old = practice("draft", lead_organizations=[{"name": "Zuqbarell"}]).lead_organizations[0]
    merge(user("secretariat"), hidden, old)
    assert client.get(f"/organizations/{old.slug}").status_code == 404


def test_a_merge_is_undone_to_the_letter(client: HubClient, work: Any) -> None:
    doubles = Doubles()
    before = snapshot()
    entry = doubles.merge()
    assert snapshot() != before
    work()
    take_back(doubles.keeper, entry.id)
    assert snapshot() == before
    work()
    found = client.get("/api/v1/search", query_string={"q": "Internatoinal", "type": "practice"}).json
    assert [one["id"] for one in found["items"]] == [doubles.second.slug]
    assert client.get(f"/organizations/{doubles.dropped.slug}").status_code == 200


def test_after_a_merge_is_undone_one_reads_what_was_written_while_the_two_were_one(client: HubClient) -> None:
    doubles = Doubles()
    browser, writer = client.as_(doubles.keeper), user("focal_point")
    pair = {"kept": doubles.kept.slug, "other": doubles.dropped.slug, "same": "1"}
    assert browser.post("/organizations/duplicates", data=pair).status_code == 302
    draft = {"title": "Written in between", "lead_organizations-0-name": "Rivers Internatoinal"}
    assert client.as_(writer).post("/practices/new", data=draft).status_code == 302
    page = browser.get("/organizations/duplicates").text
    assert "Written in between" not in page
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "organization.merge")).one()
    form = {"entry": entry.id, "next": "/organizations/duplicates"}
    undone = browser.post("/undo", data=form, follow_redirects=True).text
    told = undone.split("are two again", 1)[1].split("</ul>")[0]
    assert "Written in between" in told and told.count("<li>") == 1
    made = db.session.scalars(select(Practice).where(Practice.title == "Written in between")).one()
    path = f"/practices/{made.slug}/edit"
    sent = draft | {"version": str(made.version), "lead_organizations-0-name": "Rivers Internatoinal"}
    assert client.as_(writer).post(path, data=sent).status_code == 302
    assert [each.id for each in made.lead_organizations] == [doubles.dropped.id]
    assert "are two again" not in browser.get("/organizations/duplicates").text


def test_a_merge_is_undone_only_where_nothing_moved_since_and_within_a_day(client: HubClient) -> None:
    doubles = Doubles()
    entry = doubles.merge()
    with transaction():
        doubles.second.lead_organizations = [find_or_add("Bridges")]
    with pytest.raises(Conflict):
        take_back(doubles.keeper, entry.id)
    again = Doubles("Bridge")
    merge(again.keeper, again.kept, again.dropped)
    other = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert other is not None
    with transaction():
        way = db.session.scalars(select(WayBack).where(WayBack.entry_id == other.id)).one()
        way.until = clock.now() - timedelta(seconds=1)
    with pytest.raises(Conflict):
        take_back(again.keeper, other.id)


def test_later_deeds_on_the_register_do_not_stand_in_the_way(client: HubClient) -> None:
    doubles = Doubles()
    entry = doubles.merge()
    other = practice(lead_organizations=[{"name": "Streams"}]).lead_organizations[0]
    merge(user("secretariat"), doubles.kept, other)
    take_back(doubles.keeper, entry.id)
    assert doubles.dropped.merged_into_id is None
    assert other.merged_into_id == doubles.kept.id


def test_nothing_is_merged_into_itself_or_twice(client: HubClient) -> None:
    doubles = Doubles()
    with pytest.raises(Conflict):
        merge(doubles.keeper, doubles.kept, doubles.kept)
    doubles.merge()
    with pytest.raises(Conflict):
        merge(doubles.keeper, doubles.kept, doubles.dropped)
    with pytest.raises(Conflict):
        merge(doubles.keeper, doubles.dropped, doubles.kept)


def test_every_column_that_points_at_an_organization_is_known_from_the_tables(client: HubClient) -> None:
    assert {str(column) for column in references()} >= {
        "practice_organization.organization_id", "organization_name.organization_id", "organization.merged_into_id",
    }  # fmt: skip


def test_only_the_secretariat_merges_edits_and_sees_the_pairs(client: HubClient) -> None:
    doubles = Doubles()
    for who in (None, user(), user("focal_point"), user("moderator"), user("reviewer")):
        browser = client.as_(who)
        for path in ("/organizations/duplicates", f"/organizations/{doubles.kept.slug}/edit"):
            assert browser.get(path).status_code in (302, 403)
        sent = browser.post(
            "/organizations/duplicates", data={"kept": doubles.kept.slug, "other": doubles.dropped.slug}
        )
        assert sent.status_code in (401, 403)
        page = browser.get(f"/organizations/{doubles.kept.slug}").text
        assert "/edit" not in page and "/duplicates" not in browser.get("/organizations").text
    for deed in (
        lambda who: merge(who, doubles.kept, doubles.dropped),
        lambda who: edit(who, doubles.kept, {"name": "X"}),
    ):
        with pytest.raises(Forbidden):
            deed(user())
    assert doubles.dropped.merged_into_id is None


def test_the_journey_of_a_pair(client: HubClient) -> None:
    """Found, merged with a click, undone with a click, told apart, and not shown again."""
    doubles = Doubles()
    browser = client.as_(doubles.keeper)
    page = browser.get("/organizations/duplicates").text
    assert "The names differ only in the spelling of a word." in page
    assert "Rivers Internatoinal" in page
    pair = {"kept": doubles.kept.slug, "other": doubles.dropped.slug}
    after = browser.post("/organizations/duplicates", data=pair | {"same": "1"}, follow_redirects=True).text
    assert "“Rivers Internatoinal” is now “Rivers International”." in after
    assert "No two organizations look alike" in after
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "organization.merge")).one()
    assert f'name="entry" value="{entry.id}"' in after
    undone = browser.post("/undo", data={"entry": entry.id, "next": "/organizations/duplicates"}, follow_redirects=True)
    assert "One step was taken back." in undone.text
    assert "Merged in the last 24 hours" not in undone.text
    apart = browser.post("/organizations/duplicates", data=pair | {"different": "1"}, follow_redirects=True).text
    assert "stay apart" in apart
    assert "No two organizations look alike" in apart
    assert db.session.scalars(select(OrganizationDifference)).one().is_settled


def test_what_nothing_names_is_no_duplicate(client: HubClient) -> None:
    keeper = user("secretariat")
    with transaction():
        find_or_add("Rivers International")
        find_or_add("Rivers Internatoinal")
    assert "No two organizations look alike" in client.as_(keeper).get("/organizations/duplicates").text


ENTRY = {"name": "Rivers International", "category": "civil-society", "other_names": "RI\nRíos", "website": ""}


def edited(browser: HubClient, organization: Organization, **values: str) -> Any:
    db.session.refresh(organization)
    data = ENTRY | {"version": str(organization.version)} | values
    return browser.post(f"/organizations/{organization.slug}/edit", data=data)


def test_an_entry_is_edited_and_found_by_its_new_names(client: HubClient, work: Any) -> None:
    made = practice(lead_organizations=[{"name": "Rivers"}])
    organization, browser = made.lead_organizations[0], client.as_(user("secretariat"))
    work()
    assert edited(browser, organization, website="https://example.org/rivers").status_code == 302
    page = client.get(f"/organizations/{organization.slug}").text
    for text in ("Rivers International", "Ríos", "https://example.org/rivers", "Civil society"):
        assert text in page
    assert find("RIOS") == organization
    assert find("Rivers") is None
    work()
    found = client.get("/api/v1/search", query_string={"q": "Ríos"}).json
    assert [one["id"] for one in found["items"]] == [made.slug]
    form = browser.get(f"/organizations/{organization.slug}/edit").text
    assert "RI\nRíos</textarea>" in form


def test_a_name_of_another_organization_is_refused_in_words(client: HubClient) -> None:
    practice(lead_organizations=[{"name": "IOM"}])
    organization = practice(lead_organizations=[{"name": "Rivers"}]).lead_organizations[0]
    browser = client.as_(user("secretariat"))
    for values in ({"name": "OIM"}, {"other_names": "RI\nМОМ"}):
        refused = edited(browser, organization, **values)
        assert refused.status_code == 422
        assert "is a name of “International Organization for Migration”" in refused.text
        assert "RI" in refused.text
    db.session.refresh(organization)
    assert organization.name == "Rivers"


def test_two_who_edit_an_entry_do_not_overwrite_each_other(client: HubClient) -> None:
    organization = practice(lead_organizations=[{"name": "Rivers"}]).lead_organizations[0]
    browser = client.as_(user("secretariat"))
    old = str(organization.version)
    assert edited(browser, organization).status_code == 302
    late = edited(browser, organization, version=old, name="Streams", other_names="")
    assert late.status_code == 409
    assert 'value="Streams"' in late.text


def test_an_edit_is_undone(client: HubClient) -> None:
    organization = practice(lead_organizations=[{"name": "Rivers (invented)"}]).lead_organizations[0]
    before, keeper = snapshot(), user("secretariat")
    edit(keeper, organization, ENTRY | {"other_names": ["RI"], "website": None})
    assert snapshot() != before
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "organization.edit")).one()
    take_back(keeper, entry.id)
    assert snapshot() == before


def test_undoing_another_deed_leaves_the_register_whole(client: HubClient) -> None:
    """What an edited practice named for the first time stays in the register, with its names."""
    made, keeper = practice(), user("secretariat")
    browser: HubClient = client.as_(keeper)
    form = {"title": made.title, "summary": "x", "benefit_impact": "x", "practice_type": "project", "language": "en",
            "scope": "national", "countries": "TZ", "start_year": "2021", "objectives_primary": "8",
            "lead_organizations-0-name": "Streams", "version": str(made.version)}  # fmt: skip
    assert browser.post(f"/practices/{made.slug}/edit", data=form).status_code == 302
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "practice.edit")).one()
    take_back(keeper, entry.id)
    streams = find("Streams")
    assert streams is not None and [name.name for name in streams.names] == ["Streams"]
    again = db.session.get(Practice, made.id)
    assert again is not None and again.lead_organizations[0].name.startswith("Ministry")


def test_a_well_known_organization_that_was_merged_keeps_its_names(client: HubClient) -> None:
    """Nothing makes a second entry of it, even for a name that the register lost."""
    iom = practice(lead_organizations=[{"name": "IOM"}]).lead_organizations[0]
    other = practice(lead_organizations=[{"name": "Rivers"}]).lead_organizations[0]
    keeper: User = user("secretariat")
    merge(keeper, other, iom)
    edit(keeper, other, {"name": "Rivers", "other_names": ["IOM"]})
    with transaction():
        assert find_or_add("IOM") == find_or_add("OIM") == other


def test_nobody_edits_or_merges_what_is_not_there(client: HubClient) -> None:
    browser = client.as_(user("secretariat"))
    assert browser.get("/organizations/nothing/edit").status_code == 404
    assert browser.post("/organizations/duplicates", data={"kept": "a", "other": "b"}).status_code == 404
    with pytest.raises(NotFound):
        take_back(user("secretariat"), 12345)
