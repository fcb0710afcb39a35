"""Concluding: the record is frozen, the trail tells it, the months it counts in become stale."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from core.errors import Conflict, PeriodClosed
from core.models import AuditEntry, Notification, OutboxMessage
from core.transitions import TransitionRefused
from evaluations.actions.inspections import cancel_inspection, conclude_inspection
from evaluations.actions.inspections.conclude import NothingRecorded
from evaluations.actions.inspections.locking import NotOnSite
from evaluations.actions.open_period import open_period
from evaluations.models import Inspection
from evaluations.rules.observing import Finding, fingerprint
from evaluations.tests.inspections.conftest import AT, close


@pytest.fixture
def conclude(on_site, cast):
    """Conclude with what the leader read just now; keywords replace the usual arguments."""

    def do(**given):
        version = Inspection.objects.get(pk=on_site.pk).version
        usual = {"text": "Đã chấp hành.", "seen_version": version, "actor": cast.inspector, "at": AT}
        return conclude_inspection(inspection=on_site, **(usual | given))

    return do


def stale_months():
    rows = OutboxMessage.objects.filter(topic="results.stale").order_by("id")
    return [row.payload for row in rows]


def test_it_freezes_the_record(conclude, record):
    record("TP-04")
    concluded = conclude()
    assert (concluded.state, concluded.conclusion, concluded.concluded_at) == (
        "concluded",
        "Đã chấp hành.",
        AT,
    )
    with pytest.raises(NotOnSite):
        record("TP-04", 10, 9, base=fingerprint(Finding(10, 8)), form_id=uuid4())


def test_the_trail_tells_before_and_after_and_now_names_the_agency(conclude, record, cast):
    record("TP-04")
    conclude()
    entry = AuditEntry.objects.get(event="inspection.concluded")
    assert entry.before["state"] == "on_site"
    assert (entry.after["state"], entry.after["observations"], entry.after["headcount"]) == (
        "concluded",
        1,
        None,
    )
    assert entry.agency_id == cast.department.pk


def test_it_marks_this_month_and_the_open_months_into_which_it_is_carried(conclude, record, cast, month):
    record("TP-04")
    later = [
        open_period(kind="month", day=date(2027 if m < 11 else 2026, m, 1), actor=None, at=AT)
        for m in (12, 1, 2, 3)
    ]
    open_period(kind="month", day=date(2026, 10, 1), actor=None, at=AT)
    close(later[0])
    conclude()
    expected = [month.pk, later[1].pk, later[2].pk]
    assert stale_months() == [{"agency": cast.department.pk, "period": pk} for pk in expected]


def test_the_head_of_the_agency_is_told(conclude, record, cast):
    record("TP-04")
    conclude()
    told = Notification.objects.get()
    assert (told.recipient, told.kind) == (cast.head, "inspection.concluded")
    assert "Đã chấp hành" not in told.body


def test_nothing_recorded_is_nothing_to_conclude(conclude):
    with pytest.raises(NothingRecorded):
        conclude()
    assert stale_months() == []


def test_what_the_team_recorded_since_must_be_read_first(conclude, record, member):
    record("TP-04")
    seen = Inspection.objects.get().version
    record("TP-01", actor=member)
    with pytest.raises(Conflict, match="ghi nhận thêm"):
        conclude(seen_version=seen)


def test_concluding_twice_changes_nothing(conclude, record):
    record("TP-04")
    conclude()
    again = conclude(at=AT + timedelta(hours=1))
    assert again.concluded_at == AT
    assert (len(stale_months()), AuditEntry.objects.filter(event="inspection.concluded").count()) == (1, 1)


def test_another_conclusion_afterwards_is_refused(conclude, record):
    record("TP-04")
    conclude()
    with pytest.raises(TransitionRefused):
        conclude(text="Khác")


def test_a_concluded_inspection_is_not_cancelled(conclude, record, cast):
    record("TP-04")
    concluded = conclude()
    with pytest.raises(TransitionRefused):
        cancel_inspection(inspection=concluded, reason="", actor=cast.inspector, at=AT)


def test_a_closed_month_takes_no_conclusion(conclude, record, month):
    record("TP-04")
    close(month)
    with pytest.raises(PeriodClosed):
        conclude()
    assert Inspection.objects.get().state == "on_site"
    assert stale_months() == []
