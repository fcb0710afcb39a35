"""What the portal knows of an agency answers conditions and writes lines, where a set names it (S7, S9)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, User
from agencies.tests.factories import make_agency, make_user
from core.models import OutboxMessage
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.registers import settle_registers
from evaluations.criteria_data import shipped_set
from evaluations.declarations import RESULTS_STALE
from evaluations.enums import InspectionMode, RemedyState
from evaluations.gather.facts import Known, gather_known
from evaluations.gather.sets import LoadedSet, Places, load_set
from evaluations.models import Inspection, Period, Recommendation
from evaluations.rules.conditions import FACTS
from evaluations.rules.set_rules import SetRules
from evaluations.rules.set_terms import AdjustmentRule, ConditionRule
from registers.enums import EntryState
from registers.models import Entry

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = date(2026, 12, 1)
ASKING = SetRules(
    (),
    (),
    conditions=(*(ConditionRule(fact, fact=fact) for fact in FACTS), ConditionRule("Đoàn kết")),
    adjustments=(
        AdjustmentRule("deduction", "discipline", Decimal(5), "Kỷ luật"),
        AdjustmentRule("bonus", "award", Decimal(1), "Khen thưởng"),
    ),
)
CLEAN = {"findings_remedied": True}


@pytest.fixture
def period(db: None) -> Period:
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    return open_period(kind="month", day=date(2026, 11, 3), actor=None, at=AT)


@pytest.fixture
def agency(db: None) -> Agency:
    return make_agency("Sở Tư pháp")


@pytest.fixture
def user(agency: Agency) -> User:
    return make_user()


def known(period: Period, agency: Agency, rules: SetRules = ASKING) -> Known:
    loaded = LoadedSet(1, rules, {}, 0, Places({}))
    return gather_known(period, {agency.pk: loaded}, TODAY).get(agency.pk, Known())


def enter(agency: Agency, user: User, register: str, day: date, **more: Any) -> None:
    """An entry of a register, verified unless told otherwise."""
    Entry.objects.create(
        id=UUID(int=Entry.objects.count() + 1),
        register=register,
        agency=agency,
        year=day.year,
        day=day,
        title="Mục",
        declared_on=day,
        declared_by=user,
        declared_at=AT,
        **{"state": EntryState.VERIFIED, **more},
    )


def test_without_anything_told_the_portal_says_what_it_knows(period: Period, agency: Agency) -> None:
    """No finding is open; of discipline, dossiers and unity nothing is known: silence is no answer (S4)."""
    assert known(period, agency) == Known([], CLEAN)


def test_a_set_that_asks_nothing_costs_nothing(period: Period, agency: Agency) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert known(period, agency, SetRules((), ())) == Known()
    assert len(captured) == 0


def test_all_facts_together_are_two_statements(period: Period, agency: Agency) -> None:
    with CaptureQueriesContext(connection) as captured:
        known(period, agency)
    assert len(captured) == 2


def test_discipline_in_the_month_answers_and_deducts(period: Period, agency: Agency, user: User) -> None:
    enter(agency, user, "breach_handling", date(2026, 11, 9), number="9/QĐ", details={"measure": "warning"})
    enter(agency, user, "breach_handling", date(2026, 11, 9), details={"measure": "reminder"})
    enter(agency, user, "breach_handling", date(2026, 10, 9), details={"measure": "warning"})
    found = known(period, agency)
    assert found.conditions == CLEAN | {"no_discipline": False}
    assert [(one.kind, one.points, one.reason) for one in found.adjustments] == [
        ("deduction", Decimal(5), "Kỷ luật (9/QĐ)")
    ]


@pytest.mark.parametrize(
    ("more", "answer"),
    [({}, True), ({"state": EntryState.DECLARED}, None), ({"day": date(2026, 10, 9)}, None)],
    ids=["a reminder", "not verified", "of another month"],
)
def test_who_entered_how_breaches_were_handled_has_answered(
    period: Period, agency: Agency, user: User, more: dict[str, Any], answer: bool | None
) -> None:
    enter(
        agency,
        user,
        "breach_handling",
        **{"day": date(2026, 11, 9), "details": {"measure": "reminder"}} | more,
    )
    assert known(period, agency).conditions.get("no_discipline") is answer


def test_only_verified_awards_are_lines(period: Period, agency: Agency, user: User) -> None:
    enter(agency, user, "award", date(2026, 11, 9), number="1/QĐ")
    enter(agency, user, "award", date(2026, 11, 9), number="2/QĐ")
    enter(agency, user, "award", date(2026, 11, 9), number="3/QĐ", state=EntryState.DECLARED)
    reasons = [one.reason for one in known(period, agency).adjustments]
    assert reasons == ["Khen thưởng (1/QĐ)", "Khen thưởng (2/QĐ)"]


@pytest.mark.parametrize(
    ("figures", "answer"),
    [({"total": 9, "on_time": 9}, True), ({"total": 9, "on_time": 8}, False), ({"total": 9}, None)],
    ids=["all", "one late", "not told"],
)
def test_dossiers_answer_by_their_verified_figures(
    period: Period, agency: Agency, user: User, figures: dict[str, int], answer: bool | None
) -> None:
    enter(agency, user, "dossiers", date(2026, 12, 1), details={"month": 11, **figures})
    enter(agency, user, "dossiers", date(2026, 10, 1), details={"month": 10, "total": 9, "on_time": 0})
    assert known(period, agency).conditions.get("dossiers_on_time") is answer


@pytest.mark.parametrize(
    ("due_on", "state", "answer"),
    [
        (date(2026, 11, 29), RemedyState.OPEN, False),
        (date(2026, 11, 29), RemedyState.DONE, True),
        (date(2026, 11, 30), RemedyState.OPEN, True),
    ],
    ids=["late", "mended", "not late yet"],
)
def test_an_open_finding_past_its_date_is_not_remedied(
    period: Period, agency: Agency, user: User, due_on: date, state: str, answer: bool
) -> None:
    visit = Inspection.objects.create(
        id=UUID(int=7),
        agency=agency,
        period=period,
        mode=InspectionMode.PLANNED,
        order_number="1/QĐ",
        visited_on=date(2026, 11, 3),
        created_by=user,
        created_at=AT,
    )
    Recommendation.objects.create(
        id=UUID(int=8),
        inspection=visit,
        owner=agency,
        position=1,
        text="Niêm yết lại",
        due_on=due_on,
        state=state,
    )
    assert known(period, agency).conditions["findings_remedied"] is answer


@pytest.mark.parametrize(("name", "stale"), [("bieu_tru_25", True), ("qd1847_2018", False)])
def test_an_award_makes_results_stale_where_the_set_gives_points_for_it(
    agency: Agency, user: User, name: str, stale: bool
) -> None:
    load_set.cache_clear()
    publish_criteria_set(definition=shipped_set(name), accepted=frozenset(), actor=None, at=AT)
    month = open_period(kind="month", day=date(2026, 11, 3), actor=None, at=AT)
    settle_registers(period=month, agencies={agency.pk}, at=AT)
    OutboxMessage.objects.all().delete()
    enter(agency, user, "award", date(2026, 11, 9), number="1/QĐ", details={"award": "certificate"})
    settle_registers(period=month, agencies={agency.pk}, at=AT)
    assert OutboxMessage.objects.filter(topic=RESULTS_STALE).exists() is stale
