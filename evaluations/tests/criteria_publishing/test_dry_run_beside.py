"""The dry run says what scoring the same month by the published draft says, also of what no score tells."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import time_machine

from evaluations.actions.criteria.storing import store_definition
from evaluations.actions.results import refresh_results
from evaluations.criteria_data import shipped_set
from evaluations.enums import InspectionState, Severity
from evaluations.gather.criteria.dry_run import dry_run
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, CriteriaSet, Period, PeriodSet
from evaluations.rules.conditions import AWARD, BREACH, DISCIPLINE, NO_DISCIPLINE
from evaluations.rules.set_trial import Tried
from evaluations.tests.scoring.random_month import AT, RandomMonth, random_month
from registers.enums import EntryState
from registers.models import Entry

TODAY = date(2026, 12, 3)
SHIPPED = shipped_set("qd1847_2018")
LOW = [
    {"grade": "excellent", "label": "Xuất sắc", "lower": "1", "operator": ">="},
    {"grade": "completed", "label": "Hoàn thành", "lower": "0", "operator": ">="},
]
CLEAN = "Không có người bị kỷ luật"
ASKING = {
    "min_coverage": "0",
    "bands": [{**LOW[0], "extra": [CLEAN]}, LOW[1]],
    "conditions": [{"name": CLEAN, "fact": NO_DISCIPLINE}],
    "adjustments": [
        {"kind": "deduction", "fact": DISCIPLINE, "points": "3", "reason": "Kỷ luật"},
        {"kind": "bonus", "fact": AWARD, "points": "2", "reason": "Khen thưởng"},
        {"kind": "deduction", "fact": BREACH, "points": "1.5", "reason": "Vi phạm"},
    ],
}


@pytest.fixture
def month(db: None) -> Iterator[RandomMonth]:
    """November with a critical finding, a lapsed visit of July, and entries of discipline and award."""
    load_set.cache_clear()
    with time_machine.travel(AT, tick=False):
        found = random_month(7)
        office, commune, _ = found.agencies
        november = found.visit(office, date(2026, 11, 9), InspectionState.CONCLUDED)
        unseen = found.criteria[-1]
        found.observe(november, unseen, UUID(int=1), n=4, k=1, severity=Severity.CRITICAL)
        july = Period.objects.get(starts_on=date(2026, 7, 1))
        lapsed = found.visit(commune, date(2026, 7, 7), InspectionState.CONCLUDED, july)
        for at, criterion in enumerate(found.criteria):
            found.observe(lapsed, criterion, UUID(int=10 + at), n=9, k=1, severity=Severity.NONE)
        enter(found, 1, "breach_handling", details={"measure": "warning"}, number="9/QĐ")
        enter(found, 0, "award")
        refresh_results(period=found.period, agencies=None, at=AT)
        yield found
    load_set.cache_clear()


def enter(month: RandomMonth, at: int, register: str, **more: Any) -> None:
    """A verified entry of November."""
    Entry.objects.create(
        id=UUID(int=1000 + at),
        register=register,
        agency=month.agencies[at],
        year=2026,
        day=date(2026, 11, 9),
        title="Mục",
        declared_on=date(2026, 11, 9),
        declared_by=month.user,
        declared_at=AT,
        state=EntryState.VERIFIED,
        **more,
    )


def drafted(**settings: Any) -> CriteriaSet:
    return store_definition(replace(SHIPPED, version=2, settings={**SHIPPED.settings, **settings}))


Figures = dict[int, tuple[Decimal | None, str, int | None, bool]]


def tried(draft: CriteriaSet, month: RandomMonth) -> tuple[Figures, list[Tried]]:
    rows = list(dry_run(draft, month.period, today=TODAY).rows)
    after = ((row.agency, row.after) for row in rows)
    return {agency: (one.total, one.grade, one.rank, one.provisional) for agency, one in after}, rows


def scored_by(draft: CriteriaSet, month: RandomMonth) -> Figures:
    """The month as it is scored once the draft is published and pinned to it."""
    CriteriaSet.objects.filter(pk=draft.pk).update(state="published", published_at=AT)
    PeriodSet.objects.filter(period=month.period).update(criteria_set=draft)
    refresh_results(period=month.period, agencies=None, at=AT)
    rows = AgencyResult.objects.in_period(month.period).order_by("agency")
    return {row.agency_id: (row.total, row.grade, row.rank, row.is_provisional) for row in rows}


CASES = [
    ("carried longer", {"carry_months": 6}),
    ("low bands under a critical finding", {"bands": LOW, "min_coverage": "0"}),
    ("facts that give, take and bar", ASKING),
]


@pytest.mark.parametrize("settings", [row[1] for row in CASES], ids=[row[0] for row in CASES])
def test_a_draft_is_tried_as_it_would_score(month: RandomMonth, settings: dict[str, Any]) -> None:
    draft = drafted(**settings)
    figures, _rows = tried(draft, month)
    assert figures == scored_by(draft, month)
