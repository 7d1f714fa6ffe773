"""Figures: what the database counts is what one would count by hand."""

import csv
from datetime import datetime, timedelta
from io import StringIO
from random import Random
from statistics import quantiles
from typing import Any

import pytest
from flask import Flask

from hub import clock
from hub.audit import AuditEntry
from hub.db import db, transaction
from hub.taxonomy import COUNTRIES, OBJECTIVES, regions_of, with_ancestors
from hub.undo import take_back
from repository import operations
from repository.models import Practice
from repository.queries import figures
from repository.queries.coverage import PLACES, coverage
from repository.queries.desk import CONTINENTS
from repository.workflow import PUBLIC, STATES
from tests.clients import HubClient
from tests.factories import practice, review, user
from tests.repository.test_undo import last_deed

WORLD = "001"


def table(client: HubClient, name: str) -> list[dict[str, str]]:
    answer = client.get(f"/practices/figures/{name}.csv")
    assert answer.status_code == 200 and answer.mimetype == "text/csv"
    return list(csv.DictReader(StringIO(answer.text)))


def scattered(number: int) -> list[Practice]:
    """Practices here and there, some public, some not, the same at each run."""
    random, submitter = Random(7), user("focal_point")
    return [
        practice(
            random.choice(list(STATES)),
            submitter=submitter,
            scope=random.choice(("national", "regional", "global")),
            countries=random.sample(COUNTRIES.codes, random.randint(0, 3)) or ["TZ"] * random.randint(0, 1),
            regions=random.sample(["001", "002", "014", "061", "150", "419", "009", "029"], random.randint(0, 2)),
            objectives_primary=(codes := random.sample(OBJECTIVES.codes, 4))[:1],
            objectives_secondary=codes[1 : random.randint(1, 4)],
        )
        for _n in range(number)
    ]


def places_of(made: Practice) -> set[str]:
    """The places that a practice counts in, found the plain way."""
    found = set()
    for code in (*made.regions, *made.countries):
        above = with_ancestors([code]) if code in made.regions else regions_of(code)
        found.add(next((region for region in above if region in CONTINENTS), WORLD))
    return found or ({WORLD} if made.scope == "global" else set())


def test_coverage_counts_public_practices_by_objective_and_place(app: Flask) -> None:
    made = [each for each in scattered(60) if each.status in PUBLIC]
    found = coverage()
    for code in OBJECTIVES.codes:
        on_it = [each for each in made if code in each.objectives]
        assert found.by_objective.get(code, 0) == len(on_it)
        for place in PLACES:
            assert found.at(code, place) == sum(place in places_of(each) for each in on_it), (code, place)
    for place in PLACES:
        assert found.by_place.get(place, 0) == sum(place in places_of(each) for each in made), place
    assert found.total == len(made) > 5
    for place, codes in found.gaps:
        assert codes == [
            c for c in OBJECTIVES.codes if not any(place in places_of(e) for e in made if c in e.objectives)
        ]


def test_the_page_names_the_gaps_and_says_that_it_is_incomplete(client: HubClient) -> None:
    practice(countries=["FJ"], objectives_primary=["8"])
    page = client.get("/practices/figures").text
    assert "Tagging by objective and place is voluntary" in page
    oceania = page.split("<dt>Oceania</dt>")[1].split("</dd>")[0]
    africa = page.split("<dt>Africa</dt>")[1].split("</dd>")[0]
    assert "8 Save lives" not in oceania and "9 Counter smuggling" in oceania and "8 Save lives" in africa
    (line,) = [each for each in table(client, "coverage") if each["objective"] == "8 Save lives"]
    assert (line["Oceania"], line["Africa"], line["all"]) == ("1", "0", "1")
    told = client.get("/api/v1/practices/coverage").json
    assert told["total"] == 1
    (eight,) = [item for item in told["items"] if item["objective"] == "8"]
    assert (eight["total"], eight["regions"]["009"], eight["regions"]["002"]) == (1, 1, 0)


@pytest.mark.parametrize("status", STATES)
def test_what_is_not_public_is_counted_nowhere_in_public(client: HubClient, status: str) -> None:
    practice(status, objectives_primary=["22"])
    (line,) = [each for each in table(client, "coverage") if each["objective"].startswith("22 ")]
    assert line["all"] == str(int(status in PUBLIC))
    page = client.get("/practices/figures").text
    assert ("1 published practice in all." in page) == (status in PUBLIC)


def test_how_the_review_goes_is_for_the_secretariat_alone(client: HubClient) -> None:
    reviewer = review(practice("under_review")).reviewer
    for person in (None, user(), user("focal_point"), user("moderator"), reviewer):
        who = client.as_(person)
        page = who.get("/practices/figures")
        assert page.status_code == 200
        assert (
            reviewer.name not in page.text.replace(f'dir="auto">{reviewer.name}</a>', "") and "Time to" not in page.text
        )
        for name in ("decisions", "waiting", "reviewers"):
            assert who.get(f"/practices/figures/{name}.csv").status_code in (302, 403)
    page = client.as_(user("secretariat")).get("/practices/figures").text
    assert reviewer.name in page and "Time to decision" in page


def decided(days: float, accepted: bool, ago: float = 10) -> Practice:
    """A practice that was decided on so many days ago, after so many days; told in the audit log alone."""
    made, now = practice("approved" if accepted else "declined"), clock.now()
    deeds = ("submit", days + ago), ("screen", days + ago - 0.01), ("approve" if accepted else "decline", ago)
    with transaction():
        for name, before in deeds:
            at = now - timedelta(days=before)
            db.session.add(AuditEntry(action=f"practice.{name}", kind="practice", thing_id=made.id, at=at, data={}))
    return made


def test_time_to_decision_is_the_middle_and_the_slow_end_of_what_it_took(app: Flask) -> None:
    random = Random(3)
    took = [random.uniform(1, 200) for _n in range(23)]
    for n, days in enumerate(took):
        decided(days, accepted=n % 3 != 0)
    practice("submitted"), practice("published")
    (together,) = figures.decisions(by_month=False)
    in_order = sorted(took)
    assert (together.number, together.accepted) == (23, 15)
    assert together.rate == 65
    assert together.median_days == pytest.approx(in_order[11], abs=0.01)
    assert together.slow_days == pytest.approx(in_order[20], abs=0.01)
    assert in_order[19] < quantiles(took, n=10, method="inclusive")[-1] <= in_order[20] + 1e-9


def test_months_are_those_of_the_decision_and_add_up(client: HubClient) -> None:
    ages = (3, 40, 75, 200, 364, 366, 900)
    for ago in ages:
        decided(30, accepted=ago != 40, ago=ago)
    months = figures.decisions(by_month=True)
    counted = [f"{clock.now() - timedelta(days=ago):%Y-%m}" for ago in ages if ago < 365]
    assert [each.month for each in months] == sorted(set(counted))
    assert [each.number for each in months] == [counted.count(month) for month in sorted(set(counted))]
    assert sum(each.accepted for each in months) == 4
    told = table(client.as_(user("secretariat")), "decisions")
    assert [(row["month"], row["decided"]) for row in told] == [(each.month, str(each.number)) for each in months]


def test_a_decision_that_was_taken_back_is_no_decision(app: Flask) -> None:
    secretariat, made = user("secretariat"), practice("draft")
    operations.move(made.submitter, made, "submitted")
    operations.move(secretariat, made, "declined", "By mistake")
    assert [each.number for each in figures.decisions(by_month=False)] == [1]
    take_back(secretariat, last_deed())
    assert figures.decisions(by_month=False) == []
    operations.move(secretariat, made, "declined", "After all")
    (together,) = figures.decisions(by_month=False)
    assert (together.number, together.accepted) == (1, 0)


def aged(status: str, days: float, due: int = 1) -> Practice:
    made = practice(status)
    with transaction():
        made.status_since, made.due_at = clock.now() - timedelta(days=days), clock.now() + timedelta(days=due)
    return made


def test_queues_say_how_many_wait_where_and_for_how_long(client: HubClient) -> None:
    for days, due in ((1, 1), (2, 1), (9, -1), (30, -9)):
        aged("submitted", days, due)
    aged("approved", 3), aged("published", 400), aged("draft", 400), aged("declined", 3)
    submitted, approved = figures.queues()
    assert (submitted.status, submitted.number, submitted.late) == ("submitted", 4, 2)
    assert submitted.median_days == pytest.approx(2, abs=0.01)
    assert submitted.longest_days == pytest.approx(30, abs=0.01)
    assert (approved.status, approved.number, approved.late) == ("approved", 1, 0)
    told = table(client.as_(user("secretariat")), "waiting")
    assert [(row["status"], row["overdue"]) for row in told] == [("Submitted", "2"), ("Approved", "0")]


def test_loads_say_what_each_reviewer_has_in_hand(client: HubClient) -> None:
    busy, idle = user("reviewer", name="Busy", organization="=cmd()"), user("reviewer", name="Idle")
    late: dict[str, Any] = {"reviewer": busy}
    slow, quick = review(practice("under_review"), **late), review(practice("screening"), "declared", **late)
    review(practice("published"), "submitted", submitted_at=clock.now(), **late)
    review(practice("published"), "submitted", submitted_at=clock.now() - timedelta(days=500), **late)
    review(practice("declined"), "invited", **late)
    earlier = practice("under_review")
    review(earlier, "invited", **late)
    with transaction():
        earlier.round += 1
        slow.due_at, quick.due_at = clock.now() - timedelta(days=1), clock.now() + timedelta(days=1)
    first, *rest = figures.loads()
    assert (first.name, first.to_come, first.late, first.given) == ("Busy", 2, 1, 1)
    assert [(each.name, each.to_come, each.given) for each in rest if each.name == idle.name] == [("Idle", 0, 0)]
    row = table(client.as_(user("secretariat")), "reviewers")[0]
    assert (row["organization"], row["to_come"]) == ("'=cmd()", "2"), "no cell runs as a formula"


def test_figures_of_an_empty_hub_are_empty(client: HubClient) -> None:
    page = client.as_(user("secretariat")).get("/practices/figures")
    assert page.status_code == 200
    assert "Nothing was decided in the last twelve months." in page.text
    assert figures.decisions(by_month=True) == figures.queues() == []
    assert coverage().total == 0
    for name in ("coverage", "decisions", "waiting", "reviewers"):
        assert client.as_(user("secretariat")).get(f"/practices/figures/{name}.csv").status_code == 200


def test_a_month_is_that_of_universal_time(app: Flask) -> None:
    made = practice("declined")
    with transaction():
        for name, at in (("submit", "2031-03-01T12:00:00+00:00"), ("decline", "2031-03-31T23:59:59+00:00")):
            moment = datetime.fromisoformat(at)
            db.session.add(AuditEntry(action=f"practice.{name}", kind="practice", thing_id=made.id, at=moment, data={}))
    (month,) = figures.decisions(by_month=True)
    assert month.month == "2031-03"
    assert month.median_days == pytest.approx(30.5, abs=0.01)
