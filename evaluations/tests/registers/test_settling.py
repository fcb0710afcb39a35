"""From verified entries to the facts of a month: idempotent, only verified, closed stays closed."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import outbox
from core.errors import PeriodClosed
from core.models import JobRun, OutboxMessage
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.registers import settle_registers
from evaluations.criteria_data import shipped_set
from evaluations.declarations import RESULTS_STALE
from evaluations.enums import InspectionState, PeriodState, RemedyState
from evaluations.gather.registered import gather_registered
from evaluations.gather.registers import settled as settled_module
from evaluations.gather.sets import load_set
from evaluations.models import Criterion, Inspection, Period, Recommendation, RegisterFact
from evaluations.tasks.registers import settle_changed_registers, settle_registers_nightly
from registers.actions.files import add_evidence
from registers.declarations import REGISTERS_CHANGED
from registers.tests.conftest import NOW, Registers, picture, registers, the_present

__all__ = ["picture", "registers", "the_present"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def month(cast) -> Period:
    """November 2026, open, with the shipped set of Decision 1847."""
    load_set.cache_clear()
    publish_criteria_set(
        definition=shipped_set("qd1847_2018"),
        accepted=frozenset(),
        actor=None,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return open_period(kind="month", day=date(2026, 11, 20), actor=None, at=NOW)


def settle(month: Period, agencies=None, at=NOW) -> int:
    return settle_registers(period=month, agencies=agencies, at=at)


def facts(month: Period, agency) -> dict[str, tuple[int, int]]:
    """(k, n) by criterion code."""
    rows = RegisterFact.objects.filter(period=month, agency=agency).order_by("criterion__code")
    return {code: (k, n) for code, k, n in rows.values_list("criterion__code", "k", "n")}


def test_a_verified_entry_becomes_a_fact_with_who_stands_behind_it(month, registers: Registers) -> None:
    cast = registers.cast
    registers.verified("yearly_plan")
    assert settle(month) == 1
    fact = RegisterFact.objects.get()
    assert facts(month, cast.department) == {"CQ-01": (1, 1)}
    assert (fact.declared_by, fact.verified_by, fact.settled_at) == (cast.head, cast.admin, NOW)
    stale = OutboxMessage.objects.filter(topic=RESULTS_STALE)
    assert [one.payload for one in stale] == [{"agency": cast.department.pk, "period": month.pk}]


def test_it_reaches_the_score(month, registers: Registers) -> None:
    registers.verified("yearly_plan", day=date(2026, 2, 20))
    settle(month)
    set_id = Criterion.objects.get(code="CQ-01").criteria_set_id
    found = gather_registered(month, {registers.cast.department.pk: load_set(set_id)})
    (one,) = found[registers.cast.department.pk].inputs
    assert (one.n, one.k) == (2, 1)


def test_settling_twice_changes_nothing(month, registers: Registers) -> None:
    registers.verified("yearly_plan")
    registers.verified("training", people=[registers.cast.officer])
    assert settle(month) == 2
    assert settle(month, at=NOW + timedelta(hours=5)) == 0
    assert OutboxMessage.objects.filter(topic=RESULTS_STALE).count() == 1


def test_what_waits_or_was_refused_does_not_count(month, registers: Registers) -> None:
    registers.declare("yearly_plan")
    registers.decide(registers.declare("internal_rules"), "refuse")
    assert settle(month) == 0


def test_an_annulled_entry_takes_its_fact_with_it(month, registers: Registers) -> None:
    entry = registers.verified("yearly_plan")
    settle(month)
    registers.decide(entry, "annul")
    assert settle(month) == 1
    assert facts(month, registers.cast.department) == {}


def _kept(month, registers: Registers, code: str, n=5, k=2) -> RegisterFact:
    return RegisterFact.objects.create(
        id=uuid4(),
        period=month,
        agency=registers.cast.department,
        criterion=Criterion.objects.get(code=code),
        n=n,
        k=k,
        declared_at=NOW,
        verified_at=NOW,
    )


def test_a_fact_kept_in_another_way_stays_until_an_entry_speaks(month, registers: Registers) -> None:
    _kept(month, registers, "CQ-01")
    _kept(month, registers, "CQ-12")
    assert settle(month) == 0
    registers.verified("yearly_plan")
    settle(month)
    assert facts(month, registers.cast.department) == {"CQ-01": (1, 1), "CQ-12": (2, 5)}


def test_a_good_practice_feeds_nothing_where_the_set_gives_registers_no_voice(
    month, registers: Registers, picture
) -> None:
    """CQ-20 of the shipped set is weighed by inspection alone."""
    entry = registers.declare("good_practice")
    add_evidence(entry=entry, files=[picture()], actor=registers.cast.head, at=NOW)
    registers.decide(entry)
    assert settle(month) == 0


def test_a_closed_month_is_untouched(month, registers: Registers) -> None:
    registers.verified("yearly_plan")
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    with pytest.raises(PeriodClosed):
        settle(month)
    settle_registers_nightly()
    assert not RegisterFact.objects.exists()


def test_an_entry_counts_from_its_own_day(month, registers: Registers) -> None:
    """October does not know what was issued in November."""
    october = open_period(kind="month", day=date(2026, 10, 5), actor=None, at=NOW)
    registers.verified("yearly_plan", day=date(2026, 11, 3))
    settle(october)
    settle(month)
    # October's forms were due meanwhile and nobody gave one in.
    assert facts(october, registers.cast.department) == {"CQ-18": (0, 5)}
    assert facts(month, registers.cast.department) == {"CQ-01": (1, 2)}


def test_months_have_their_own_figures(month, registers: Registers) -> None:
    october = open_period(kind="month", day=date(2026, 10, 5), actor=None, at=NOW)
    registers.verified("dossiers")
    settle(october)
    assert settle(month) == 0
    assert facts(october, registers.cast.department)["CQ-16"] == (150, 200)


class TestRemedies:
    """CQ-09: NĐ 233/2026 Điều 5.3, Điều 7.1c."""

    def _recommend(self, month, registers, due_on, state=RemedyState.OPEN, answered=None) -> None:
        cast = registers.cast
        visit = Inspection.objects.create(
            id=uuid4(), agency=cast.department, period=month, mode="planned", state=InspectionState.CONCLUDED,
            order_number="1/QĐ", visited_on=date(2026, 11, 3), created_by=cast.inspector, created_at=NOW,
        )  # fmt: skip
        Recommendation.objects.create(
            id=uuid4(), inspection=visit, owner=cast.department, position=1, text="Lắp biển tên.",
            due_on=due_on, state=state, answered_at=answered,
        )  # fmt: skip

    def test_due_ones_mended_in_time(self, month, registers: Registers) -> None:
        in_time = datetime(2026, 11, 9, 16, tzinfo=UTC)
        late = datetime(2026, 11, 10, 18, tzinfo=UTC)
        due = date(2026, 11, 10)
        self._recommend(month, registers, due, RemedyState.DONE, in_time)
        self._recommend(month, registers, due, RemedyState.DONE, late)
        self._recommend(month, registers, due, RemedyState.ANSWERED, in_time)
        self._recommend(month, registers, date(2026, 12, 10))
        self._recommend(month, registers, date(2025, 12, 10))
        # not late on the year's last day, late on the first of the next: it counts there, once
        self._recommend(month, registers, date(2025, 12, 31))
        self._recommend(month, registers, date(2026, 12, 31))
        settle(month)
        assert facts(month, registers.cast.department) == {"CQ-09": (1, 4)}

    def test_a_figure_kept_in_another_way_is_not_replaced_by_a_computed_one(self, month, registers) -> None:
        _kept(month, registers, "CQ-09")
        self._recommend(month, registers, date(2026, 11, 10))
        assert settle(month) == 0


class TestForms:
    """CQ-18: forms decided in time, once the review's due day has passed."""

    def test_only_after_the_due_day_and_for_all_at_once(self, month, registers, monkeypatch) -> None:
        pk = registers.cast.department.pk
        monkeypatch.setattr(settled_module, "on_time", lambda period: {pk: (3, 5)})
        assert settle(month) == 0
        after = datetime(2027, 1, 20, 3, tzinfo=UTC)
        with time_machine.travel(after, tick=False):
            assert settle(month, agencies={pk}, at=after) == 0
            assert settle(month, at=after) == 1
            assert facts(month, registers.cast.department) == {"CQ-18": (3, 5)}
            assert settle(month, agencies={pk}, at=after) == 0
        assert facts(month, registers.cast.department) == {"CQ-18": (3, 5)}


class TestTasks:
    def test_a_decision_settles_its_agency_in_every_open_month(self, month, registers: Registers) -> None:
        open_period(kind="month", day=date(2026, 10, 5), actor=None, at=NOW)
        registers.verified("yearly_plan")
        messages = list(OutboxMessage.objects.filter(topic=REGISTERS_CHANGED).values_list("pk", flat=True))
        settle_changed_registers(message_ids=messages)
        assert RegisterFact.objects.filter(criterion__code="CQ-01").count() == 2
        assert outbox.pending(REGISTERS_CHANGED, messages) == []
        assert JobRun.objects.filter(job="evaluations.settle_registers").count() == 2
        settle_changed_registers(message_ids=messages)
        assert RegisterFact.objects.count() == 2

    def test_the_night_counts_what_time_alone_changed(self, month, registers: Registers) -> None:
        """A breach becomes late when its day passes."""
        breach = registers.verified(
            "breach", staff=registers.cast.officer.staff_id, details={"due_on": "2026-11-21"}
        )
        settle_registers_nightly()
        fact = RegisterFact.objects.get()
        assert fact.not_applicable
        with time_machine.travel(NOW + timedelta(days=2), tick=False):
            settle_registers_nightly()
        assert facts(month, registers.cast.department) == {"CQ-11": (0, 1)}
        assert breach.pk


def test_the_number_of_questions_does_not_grow_with_agencies(month, registers: Registers) -> None:
    cast = registers.cast

    def questions() -> int:
        with CaptureQueriesContext(connection) as seen:
            settle(month)
        return len([one for one in seen if one["sql"].startswith(("SELECT", "\nSELECT"))])

    registers.verified("yearly_plan")
    settle(month)
    one = questions()
    registers.verified("yearly_plan", agency=cast.commune.pk, actor=cast.other_head)
    settle(month)
    assert questions() == one
