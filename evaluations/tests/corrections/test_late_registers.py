"""The registers of a closed month: settled before it closes, and asked for when they say otherwise later."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import User
from agencies.tests.cast import Cast
from core.models import OutboxMessage
from evaluations.actions.closing.close import close_period
from evaluations.actions.closing.locking import NotReady
from evaluations.actions.corrections import ask_correction, ask_for_late_facts, grant_correction
from evaluations.actions.registers import settle_registers
from evaluations.actions.results import refresh_results
from evaluations.gather.corrections.previews import base_of
from evaluations.models import Correction, CorrectionLine, Period, ResultPreview
from evaluations.rules.corrections.lines import Line, Said
from evaluations.tasks.registers import settle_changed_registers
from evaluations.tests.closing.month import sign_all
from evaluations.tests.corrections.conftest import AT, CLOSED_AT, DAY, close, inspected, open_october
from registers.declarations import REGISTERS_CHANGED
from registers.tests.conftest import Registers

BEFORE = CLOSED_AT - timedelta(days=1)
NONE, ONE = None, {"n": 1, "k": 1, "age": 0}


@pytest.fixture
def october(cast: Cast) -> Period:
    period = open_october()
    inspected(period, cast.department, cast.inspector, 9)
    return period


@pytest.fixture
def registers(cast: Cast) -> Registers:
    return Registers(cast)


def asked() -> list[tuple[str, Any, Any]]:
    rows = CorrectionLine.objects.order_by("correction__asked_at", "correction__origin")
    return list(rows.values_list("criterion_code", "before", "after"))


def test_an_entry_that_nobody_settled_holds_the_closing_until_its_figure_is_signed(
    cast: Cast, october: Period, registers: Registers, second_admin: User
) -> None:
    refresh_results(period=october, agencies=None, at=CLOSED_AT)
    sign_all(october, cast.admin, at=CLOSED_AT)
    ResultPreview.objects.create(
        period=october, opened_at=CLOSED_AT, closes_on=DAY, close_asked_at=AT, close_asked_by=cast.admin
    )
    registers.verified("yearly_plan")
    with pytest.raises(NotReady, match="của 1 cơ quan.*tính lại lần cuối"):
        close_period(period=october, actor=second_admin, at=AT)

    settle_changed_registers(
        list(OutboxMessage.objects.filter(topic=REGISTERS_CHANGED).values_list("pk", flat=True))
    )
    refresh_results(period=october, agencies=None, at=AT)
    sign_all(october, second_admin, at=AT)
    close_period(period=october, actor=second_admin, at=AT)
    base = base_of(october)
    assert base is not None
    assert base.said(cast.department.pk)["CQ-01", "register"][:2] == (1, 1)


def test_what_was_verified_before_the_close_and_settled_by_nobody_is_asked_for(
    october: Period, registers: Registers
) -> None:
    close(october)
    registers.decide(registers.declare("yearly_plan"), at=BEFORE)
    assert ask_for_late_facts(period=october, at=AT) == 1
    assert ask_for_late_facts(period=october, at=AT) == 0
    assert asked() == [("CQ-01", NONE, ONE)]


@pytest.fixture
def counted(october: Period, registers: Registers) -> Any:
    """An entry that the closed month has counted."""
    entry = registers.decide(registers.declare("yearly_plan"), at=BEFORE)
    settle_registers(period=october, agencies=None, at=CLOSED_AT)
    close(october)
    return entry


def _grant(correction: Correction, actor: User) -> None:
    newest = correction.period.snapshots.order_by("-revision")[0]
    grant_correction(correction=correction, decision="Đúng.", seen_base=newest.pk, actor=actor, at=AT)


def test_what_was_annulled_after_the_close_is_asked_for_and_so_is_what_comes_again(
    counted: Any, october: Period, registers: Registers, second_admin: User
) -> None:
    assert ask_for_late_facts(period=october, at=AT) == 0
    registers.decide(counted, "annul")
    assert ask_for_late_facts(period=october, at=AT) == 1
    correction = Correction.objects.get()
    assert asked() == [("CQ-01", ONE, NONE)]
    assert "không còn hiệu lực" in correction.reason
    _grant(correction, second_admin)
    assert ask_for_late_facts(period=october, at=AT) == 0
    registers.verified("yearly_plan")
    assert ask_for_late_facts(period=october, at=AT) == 1
    assert asked()[-1] == ("CQ-01", NONE, ONE)


def test_what_a_person_corrected_is_not_asked_back(
    counted: Any, october: Period, cast: Cast, second_admin: User
) -> None:
    snapshot = october.snapshots.get()
    correction = ask_correction(
        form_id=uuid4(),
        period=october,
        seen_base=snapshot.pk,
        cause="error",
        reason="Kế hoạch ban hành chậm, ghi nhầm là đúng hạn.",
        lines=[Line(cast.department.pk, "CQ-01", "register", Said(1, 1), Said(2, 1))],
        actor=cast.admin,
        at=AT,
    )
    _grant(correction, second_admin)
    assert ask_for_late_facts(period=october, at=AT) == 0
