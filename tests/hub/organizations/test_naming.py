"""From a typed name to an entry of the register."""

from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from hub.db import db, transaction
from hub.taxonomy.organizations import Organization, find, find_or_add, find_or_add_all
from hub.taxonomy.organizations.models import OrganizationName
from tests.factories import practice


def named(name: str, category: str | None = None) -> Organization:
    with transaction():
        return find_or_add(name, category)


def number() -> int:
    return db.session.scalar(select(func.count()).select_from(Organization)) or 0


def publish(name: str, category: str | None = None) -> Organization:
    """An organization that a public practice names."""
    return practice(lead_organizations=[{"name": name, "category": category}]).lead_organizations[0]


def test_a_well_known_organization_is_one_entry_under_all_its_names(app: Flask) -> None:
    iom = named("OIM")
    assert (iom.name, iom.category, iom.slug) == (
        "International Organization for Migration", "un-entity", "international-organization-for-migration",
    )  # fmt: skip
    for name in ("IOM", "МОМ", "国际移民组织", "International Organisation for Migration (IOM)"):
        assert named(name).id == iom.id, name
    assert number() == 1


def test_an_entry_from_before_becomes_the_well_known_one(app: Flask) -> None:
    with transaction():
        db.session.add(Organization(name="iom", slug="iom", sort_name=" iom"))
        db.session.flush()
        early = db.session.scalars(select(Organization)).one()
        early.names.append(OrganizationName(name="iom", key="iom", words=" iom", initials="i"))
    assert named("ОИМ").id != early.id, "Cyrillic letters in another order are another name"
    assert named("OIM").id == early.id
    assert (early.name, early.slug, early.code) == ("International Organization for Migration", "iom", "iom")


def test_the_acronym_in_brackets_comes_along_and_means_the_organization_once_it_is_public(app: Flask) -> None:
    rivers = named("Foundation for Rivers (FoR)", "civil-society")
    assert rivers.name == "Foundation for Rivers"
    assert [each.name for each in rivers.other_names] == ["FoR"]
    assert named("foundation for rivers").id == rivers.id
    practice(partners=[{"name": "Foundation for Rivers"}])
    assert named("FOR").id == rivers.id


def test_an_acronym_that_nobody_may_know_of_makes_way_for_another_organization(app: Flask) -> None:
    rivers = named("Foundation for Rivers (FoR)")
    other = named("FOR")
    assert (other.id != rivers.id, other.name) == (True, "FOR")
    db.session.refresh(rivers)
    assert [each.name for each in rivers.other_names] == []


def test_an_acronym_that_is_taken_stays_in_the_name(app: Flask) -> None:
    publish("FoR")
    rivers = named("Foundation for Rivers (FoR)")
    assert (rivers.name, rivers.other_names) == ("Foundation for Rivers (FoR)", [])
    assert named("Foundation for Rivers").id == rivers.id


def test_the_acronym_of_a_ministry_means_none_of_them(app: Flask) -> None:
    nepal = publish("Ministry of Labour of Nepal (MoL)")
    assert nepal.name == "Ministry of Labour of Nepal (MoL)"
    assert len({nepal.id, named("MoL").id, named("Ministry of Labour of Mali (MoL)").id}) == 3
    assert named("Ministry of Labour of Nepal").id == nepal.id


def test_false_friends_stay_apart(app: Flask) -> None:
    names = ("Government of Nepal", "Government of Mali", "Ministry of Labour (Nepal)", "Ministry of Labour (Mali)",
             "Ministry of Labour", "Austrian Red Cross", "Australian Red Cross")  # fmt: skip
    assert len({named(name).id for name in names}) == len(names)


def test_a_draft_fills_in_a_category_but_not_of_what_is_public(app: Flask) -> None:
    assert named("Bridges").category is None
    assert named("Bridges", "academia").category == "academia"
    assert named("Bridges", "media").category == "academia"
    assert publish("Rivers").category is None
    assert named("Rivers", "media").category is None


def test_a_list_names_each_organization_once(app: Flask) -> None:
    with transaction():
        found = find_or_add_all([{"name": "IOM"}, {"name": "Rivers", "category": "media"}, {"name": "OIM"}])
    assert [each.name for each in found] == ["International Organization for Migration", "Rivers"]
    assert find_or_add_all(None) == []


def test_finding_adds_nothing(app: Flask) -> None:
    assert (find("IOM"), find("Rivers"), number()) == (None, None, 0)
    iom = named("IOM")
    assert find("OIM") == iom


def test_what_a_savepoint_took_back_is_added_again(app: Flask) -> None:
    """The number of the lost entry is given to the next one, which must not be taken for it."""
    with transaction():
        with pytest.raises(KeyError), db.session.begin_nested():
            find_or_add("Rivers")
            raise KeyError
        bridges, rivers = find_or_add("Bridges"), find_or_add("Rivers")
    assert (bridges.name, rivers.name) == ("Bridges", "Rivers")


def test_a_name_that_comes_again_asks_the_database_nothing(app: Flask) -> None:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    with transaction():
        for name in ("Rivers", "IOM", "Bridges of Hope (BoH)"):
            find_or_add(name, "media")
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            assert [find_or_add(name, "media").name for name in ("Rivers", "IOM")] == [
                "Rivers", "International Organization for Migration",
            ]  # fmt: skip
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
    assert asked == []


def test_emptying_the_session_forgets_no_name(app: Flask) -> None:
    with transaction():
        first = find_or_add("Rivers").id
        db.session.flush()
        db.session.expunge_all()
        again = find_or_add("Rivers")
        assert (again.id, again in db.session) == (first, True)


def test_two_who_add_the_same_at_once_get_the_same(app: Flask) -> None:
    """Somebody has written the name and not yet committed when the other looks for it."""
    found: list[int] = []

    def name_it() -> None:
        with app.app_context():
            found.append(named("rivers and BRIDGES").id)
            db.session.remove()

    other = Thread(target=name_it)
    with transaction():
        first = find_or_add("Rivers and Bridges")
        db.session.flush()
        other.start()
        other.join(0.5)
    other.join()
    assert found == [first.id]
    assert number() == 1
