"""The department's visit of November 2026 and what follows its minutes."""

from datetime import date, datetime, time
from uuid import uuid4

import pytest
import time_machine

from agencies.models import AgencySuccession, AgencyVersion, Reorganisation
from core.clock import VIETNAM
from evaluations.actions.follow_up.explain import explain_finding
from evaluations.actions.follow_up.judge import judge_explanation
from evaluations.gather.follow_up.terms import due_terms
from evaluations.models import Inspection, Observation
from evaluations.rules.follow_up.terms import after_minutes
from evaluations.tests.inspections.conftest import *  # noqa: F403 - the month, the visit, the cast's team
from evaluations.tests.inspections.conftest import AT, DAY


@pytest.fixture
def found(cast, month, criterion):
    """A concluded visit of an agency in which criteria were found "k of n"."""

    def do(agency, on=DAY, state="concluded", **given):
        visit = Inspection.objects.create(
            id=uuid4(), agency=agency, period=month, mode="planned", state=state, order_number="1/QĐ",
            visited_on=on, created_by=cast.inspector, created_at=AT,
        )  # fmt: skip
        for code, (n, k, severity) in given.items():
            Observation.objects.create(
                id=uuid4(), inspection=visit, criterion=criterion(code.replace("_", "-")), n=n, k=k,
                severity=severity, recorded_by=cast.inspector, recorded_at=AT,
            )  # fmt: skip
        return visit

    return do


def merge(ended, heir, on=date(2026, 12, 1)):
    """``ended`` is merged into ``heir`` on a day."""
    AgencyVersion.objects.filter(agency=ended).update(ends_on=on)
    act = Reorganisation.objects.create(
        decision_number=f"{ended.pk}/QĐ", title="Sáp nhập", decided_on=on, in_force_on=on
    )
    AgencySuccession.objects.create(reorganisation=act, kind="merge", predecessor=ended, successor=heir)


@pytest.fixture
def minuted(on_site, record):
    """The visit with two shortcomings and one criterion met, its minutes issued on 12 November.

    The paper of the minutes has tests of its own; here only what follows from it.
    """
    record("TP-04", 10, 8)
    record("TP-01", 10, 9)
    record("GT-01", 10, 10)
    dues = after_minutes(DAY, due_terms())
    Inspection.objects.filter(pk=on_site.pk).update(state="minuted", minuted_at=AT, **dues._asdict())
    return Inspection.objects.get(pk=on_site.pk)


@pytest.fixture
def explain(minuted, cast, criterion):
    """Explain a finding by the code of its criterion; keywords replace the usual arguments."""

    def do(code="TP-04", **given):
        usual = {"form_id": uuid4(), "agrees": False, "text": "Hai người nghỉ phép.", "actor": cast.head}
        return explain_finding(inspection=minuted, criterion=criterion(code), **({"at": AT} | usual | given))

    return do


@pytest.fixture
def judge(cast):
    """Answer an explanation; keywords replace the usual arguments."""

    def do(explanation, verdict, corrected=None, **given):
        usual = {"reason": "Đã đối chiếu đơn nghỉ phép.", "actor": cast.inspector, "at": AT}
        return judge_explanation(
            explanation=explanation, verdict=verdict, corrected=corrected, **(usual | given)
        )

    return do


@pytest.fixture
def time_machine_at():
    """The present moved to 00:15 of a day in Vietnam, when the night's work runs."""
    return lambda day: time_machine.travel(datetime.combine(day, time(0, 15), tzinfo=VIETNAM), tick=False)


def at_day(day, hour=9):
    """A moment of a day in Vietnam."""
    return datetime.combine(day, time(hour), tzinfo=VIETNAM)
