"""Figures: what public practices cover, for everybody; how the review goes, for the secretariat."""

from typing import Any

from flask import Response, render_template, url_for

from hub.auth.actors import current_actor
from hub.exchange.download import send_rows
from hub.guard import access, public
from hub.guest_pages import kept_for_guests
from hub.i18n import coded, label
from hub.policy import can
from hub.taxonomy import CONTINENTS, OBJECTIVES
from repository.queries import figures as numbers
from repository.queries.coverage import PLACES, Coverage, coverage
from repository.views.blueprint import bp
from repository.workflow import STATES

SHADES = 4


@bp.get("/figures")
@public
@kept_for_guests
def figures() -> str:
    """What is covered, and, for the secretariat, how the review goes."""
    found = coverage()
    return render_template(
        "repository/figures.html", coverage=found, places=PLACES, rows=_rows(found), review=_review()
    )


def _rows(found: Coverage) -> list[dict[str, Any]]:
    """A line for each objective: its numbers by place, each with its shade and the list that it counts."""
    return [
        {
            "code": code,
            "cells": [
                (n, -(-n * SHADES // found.most), _list_of(code, place) if n else "")
                for place, n in ((place, found.at(code, place)) for place in PLACES)
            ],
            "total": found.by_objective.get(code, 0),
        }
        for code in OBJECTIVES.codes
    ]


def _list_of(code: str, place: str) -> str:
    """The list of the practices that a cell counts; none for the world, which the list takes more widely."""
    return url_for("repository.index", objective=code, region=place) if place in CONTINENTS else ""


def _review() -> dict[str, Any] | None:
    """The secretariat's part; None for others."""
    if not can(current_actor(), "practice.decide"):
        return None
    together = numbers.decisions(by_month=False)
    return {
        "together": together[0] if together else None,
        "months": numbers.decisions(by_month=True),
        "queues": numbers.queues(),
        "loads": numbers.loads(),
    }


@bp.get("/figures/coverage.csv")
@public
def coverage_csv() -> Response:
    """The numbers of public practices by objective and region."""
    found = coverage()
    return send_rows(
        "coverage",
        "csv",
        (
            {"objective": coded("objectives", code)}
            | {label("regions", place): found.at(code, place) for place in PLACES}
            | {"all": found.by_objective.get(code, 0)}
            for code in OBJECTIVES.codes
        ),
        ("objective",),
    )


@bp.get("/figures/decisions.csv")
@access("practice.decide")
def decisions_csv() -> Response:
    """The decisions of the last twelve months, by month."""
    return send_rows(
        "decisions",
        "csv",
        (
            {
                "month": each.month,
                "decided": each.number,
                "accepted": each.accepted,
                "median_days": round(each.median_days, 1),
                "nine_in_ten_within_days": round(each.slow_days, 1),
            }
            for each in numbers.decisions(by_month=True)
        ),
        ("month", "decided", "accepted", "median_days", "nine_in_ten_within_days"),
    )


@bp.get("/figures/waiting.csv")
@access("practice.decide")
def queues_csv() -> Response:
    """Where practices wait."""
    return send_rows(
        "waiting",
        "csv",
        (
            {
                "status": str(STATES[each.status]),
                "practices": each.number,
                "median_days": round(each.median_days, 1),
                "longest_days": round(each.longest_days, 1),
                "overdue": each.late,
            }
            for each in numbers.queues()
        ),
        ("status", "practices", "median_days", "longest_days", "overdue"),
    )


@bp.get("/figures/reviewers.csv")
@access("practice.decide")
def loads_csv() -> Response:
    """The reviews that each reviewer has in hand."""
    names = ("name", "organization", "is_un", "to_come", "late", "given")
    return send_rows("reviewers", "csv", (each._asdict() for each in numbers.loads()), names)
