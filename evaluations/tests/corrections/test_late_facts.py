"""What comes after the close asks for its correction by itself, once, and a person decides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import User
from agencies.tests.cast import Cast
from core.models import OutboxMessage
from evaluations.actions.corrections import ask_for_late_facts, grant_correction
from evaluations.actions.corrections.came_late import records_came_late
from evaluations.enums import RecordKind, RecordState
from evaluations.models import (
    CaptureRecord,
    Correction,
    CorrectionLine,
    Criterion,
    Inspection,
    Survey,
    SurveyCount,
)
from evaluations.rules.capture.late import AFTER_CLOSING, MONTH_CLOSED
from evaluations.tests.corrections.conftest import AT, CLOSED_AT, DAY, Closed

SEEN = {"not_applicable": False, "severity": "none", "note": "", "details": None}


@pytest.fixture
def visit(closed: Closed) -> Inspection:
    """Planned for October in the department, never begun on the server."""
    return closed.planned


@pytest.fixture
def record(cast: Cast, visit: Inspection) -> Callable[..., CaptureRecord]:
    """A record as it was received after the close."""

    def do(kind: str, subject: str, state: str, reason: str, content: dict[str, Any]) -> CaptureRecord:
        return CaptureRecord.objects.create(
            id=uuid4(),
            inspection=visit,
            author=cast.inspector,
            sender=cast.inspector,
            kind=kind,
            subject=subject,
            schema=2,
            content=content,
            body="{}",
            sha256="0" * 64,
            captured_at=CLOSED_AT - timedelta(days=20),
            received_at=AT,
            state=state,
            reason=reason,
        )

    return do


@pytest.fixture
def offline(record: Callable[..., CaptureRecord]) -> None:
    """A whole visit of October that a phone sends in November."""
    started = {"visited_on": DAY.isoformat(), "started_at": "2026-10-14T02:00:00.000Z"}
    record(RecordKind.START, "start", RecordState.LATE, MONTH_CLOSED, started)
    record(RecordKind.OBSERVATION, "TT-01", RecordState.HELD, "Đã giữ", {"n": 4, "k": 1, **SEEN})


def lines(correction: Correction) -> dict[str, tuple[Any, Any]]:
    rows = CorrectionLine.objects.filter(correction=correction).order_by("criterion_code")
    return {row.criterion_code: (row.before, row.after) for row in rows}


def test_an_offline_visit_becomes_a_request_once_and_is_never_applied_too(
    offline: None, visit: Inspection, closed: Closed
) -> None:
    assert ask_for_late_facts(period=closed.period, at=AT) == 1
    assert ask_for_late_facts(period=closed.period, at=AT) == 0
    correction = Correction.objects.get()
    assert (correction.cause, correction.asked_by, correction.state) == ("late_visit", None, "asked")
    assert lines(correction) == {"TT-01": ({"n": 10, "k": 9, "age": 0}, {"n": 14, "k": 10, "age": 0})}
    assert not CaptureRecord.objects.filter(inspection=visit, state=RecordState.HELD).exists()


def test_a_record_that_trickles_in_later_asks_again_for_what_it_adds(
    offline: None, record: Callable[..., CaptureRecord], closed: Closed
) -> None:
    ask_for_late_facts(period=closed.period, at=AT)
    record(RecordKind.OBSERVATION, "TT-08", RecordState.LATE, AFTER_CLOSING, {"n": 5, "k": 5, **SEEN})
    assert ask_for_late_facts(period=closed.period, at=AT) == 1
    newest = Correction.objects.order_by("origin").last()
    assert newest is not None
    assert set(lines(newest)) == {"TT-08"}


def test_the_word_of_a_late_start_names_the_month_of_its_day(
    offline: None, visit: Inspection, closed: Closed
) -> None:
    records_came_late(visit, AT, begun=False)
    assert OutboxMessage.objects.get(topic="corrections.late_fact").payload == {"period": closed.period.pk}


def test_a_request_by_rule_is_granted_on_top_of_another_that_moved_the_same_figure(
    offline: None, closed: Closed, ask: Callable[..., Correction], cast: Cast, second_admin: User
) -> None:
    ask_for_late_facts(period=closed.period, at=AT)
    late = Correction.objects.get()
    first = ask()
    act = {"decision": "Đúng.", "actor": second_admin, "at": AT}
    grant_correction(correction=first, seen_base=closed.snapshot.pk, **act)
    newest = closed.period.snapshots.get(revision=2)
    grant_correction(correction=late, seen_base=newest.pk, **act)
    final = closed.period.snapshots.get(revision=3)
    payload = final.lines.get(kind="inputs", agency=cast.department).payload
    assert '[0,"inspection",14,3,0]' in payload.replace(" ", "")


def test_a_survey_counted_after_the_close_is_asked_for(cast: Cast, closed: Closed) -> None:
    heard = Criterion.objects.filter(weights__register__gt=0).order_by("position").first()
    assert heard is not None
    survey = Survey.objects.create(
        period=closed.period, agency=cast.department, opens_on=DAY, closes_on=DAY, counted_at=AT
    )
    SurveyCount.objects.create(survey=survey, criterion=heard.code, answers=6, marks=24)
    assert ask_for_late_facts(period=closed.period, at=AT) == 1
    assert lines(Correction.objects.get()) == {heard.code: (None, {"n": 30, "k": 24, "age": 0})}
