"""Concluding: only after the report, only what was upheld; the trail tells it, months become stale."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from core.errors import Conflict
from core.models import AuditEntry, Notification, OutboxMessage
from core.transitions import TransitionRefused
from evaluations.actions.follow_up.report import TooLate
from evaluations.actions.inspections import cancel_inspection, conclude_inspection
from evaluations.actions.inspections.conclude import RecommendationRefused
from evaluations.actions.inspections.locking import NoPeriod, NotOnSite
from evaluations.actions.open_period import open_period
from evaluations.models import Inspection, IssuedDocument, Recommendation
from evaluations.rules.follow_up.remedy import Wanted
from evaluations.rules.observing import Finding, fingerprint
from evaluations.tests.inspections.conftest import AT, close
from evaluations.tests.inspections.walking import WORDS, walk_to


@pytest.fixture
def reported(on_site, record, cast):
    """The visit with one shortcoming, reported."""
    record("TP-04")
    return walk_to(on_site, "reported", leader=cast.inspector, head=cast.head, at=AT)


@pytest.fixture
def conclude(reported, cast):
    """Conclude with what the leader read just now; keywords replace the usual arguments."""

    def do(**given):
        usual = {
            "words": WORDS,
            "wanted": [],
            "signer": "Lê Thị Nội",
            "signer_post": "Giám đốc",
            "seen_version": Inspection.objects.get(pk=reported.pk).version,
            "actor": cast.inspector,
            "at": AT,
        }
        return conclude_inspection(inspection=reported, **(usual | given))

    return do


def stale_months():
    rows = OutboxMessage.objects.filter(topic="results.stale").order_by("id")
    return [row.payload for row in rows]


def test_it_freezes_the_record_and_issues_the_paper(conclude, record):
    concluded = conclude()
    assert (concluded.state, concluded.conclusion, concluded.concluded_at) == ("concluded", WORDS.text, AT)
    paper = IssuedDocument.objects.get(kind="conclusion")
    assert (paper.signer, paper.signer_post, paper.number) == ("Lê Thị Nội", "Giám đốc", 1)
    with pytest.raises(NotOnSite):
        record("TP-04", 10, 9, base=fingerprint(Finding(10, 8)), form_id=uuid4())


def test_a_recommendation_is_about_a_criterion_that_the_visit_looked_at(conclude, criterion, cast):
    """The id comes out of a hidden box."""
    for foreign in (criterion("GT-01").pk, 10**6):
        one = Wanted(cast.department.pk, "Lắp biển tên", date(2026, 12, 2), "", foreign)
        with pytest.raises(RecommendationRefused, match="không ghi nhận"):
            conclude(wanted=[one])
    assert not Recommendation.objects.exists()


def test_a_visit_that_is_not_reported_is_not_concluded(on_site, record, cast):
    record("TP-04")
    for state in ("on_site", "minuted"):
        current = walk_to(on_site, state, leader=cast.inspector, head=cast.head, at=AT)
        with pytest.raises(TransitionRefused):
            conclude_inspection(
                inspection=current,
                words=WORDS,
                wanted=[],
                signer="A",
                signer_post="B",
                seen_version=current.version,
                actor=cast.inspector,
                at=AT,
            )


def test_the_trail_tells_before_and_after_and_names_the_agency(conclude, cast):
    conclude(wanted=[Wanted(cast.department.pk, "Lắp biển tên", date(2026, 12, 1))])
    entry = AuditEntry.objects.get(event="inspection.concluded")
    assert (entry.before["state"], entry.after["state"]) == ("reported", "concluded")
    assert (entry.after["recommendations"], entry.after["counts_from"]) == (1, None)
    assert entry.agency_id == cast.department.pk


def test_it_marks_this_month_and_the_open_months_into_which_it_is_carried(conclude, cast, month):
    later = [
        open_period(kind="month", day=date(2027 if m < 11 else 2026, m, 1), actor=None, at=AT)
        for m in (12, 1, 2, 3)
    ]
    open_period(kind="month", day=date(2026, 10, 1), actor=None, at=AT)
    close(later[0])
    conclude()
    expected = [month.pk, later[1].pk, later[2].pk]
    assert stale_months() == [{"agency": cast.department.pk, "period": pk} for pk in expected]


def test_the_head_of_the_agency_is_told_and_so_is_another_owner(conclude, cast):
    Notification.objects.all().delete()
    conclude(wanted=[Wanted(cast.commune.pk, "Phối hợp", date(2026, 12, 1))])
    told = {(row.recipient, row.kind) for row in Notification.objects.all()}
    assert told == {(cast.head, "inspection.concluded"), (cast.other_head, "remedy.given")}
    assert not any("Phối hợp" in row.body for row in Notification.objects.all())


def test_each_recommendation_has_owner_text_basis_and_date(conclude, cast, criterion):
    wanted = Wanted(cast.department.pk, "Lắp biển tên", date(2026, 12, 1), "QĐ 1847", criterion("TP-04").pk)
    conclude(wanted=[wanted])
    row = Recommendation.objects.get()
    assert (row.owner, row.text, row.basis, row.due_on, row.state) == (
        cast.department,
        "Lắp biển tên",
        "QĐ 1847",
        date(2026, 12, 1),
        "open",
    )
    assert "Lắp biển tên" in str(IssuedDocument.objects.get(kind="conclusion").content)


@pytest.mark.parametrize(
    ("wanted", "box"),
    [(("Lắp biển tên", date(2026, 11, 12)), "due_on"), (("  ", date(2026, 12, 1)), "text")],
)
def test_an_incomplete_recommendation_is_refused_and_nothing_happens(conclude, reported, cast, wanted, box):
    text, due_on = wanted
    with pytest.raises(RecommendationRefused) as refused:
        conclude(wanted=[Wanted(cast.department.pk, text, due_on)])
    assert list(refused.value.errors[0]) == [box]
    assert (Inspection.objects.get().state, Recommendation.objects.count()) == ("reported", 0)


def test_what_has_changed_since_must_be_read_first(conclude, reported):
    with pytest.raises(Conflict, match="đã thay đổi"):
        conclude(seen_version=reported.version - 1)


def test_concluding_twice_changes_nothing(conclude, cast):
    wanted = [Wanted(cast.department.pk, "Lắp biển tên", date(2026, 12, 1))]
    conclude(wanted=wanted)
    again = conclude(wanted=wanted, at=AT + timedelta(hours=1))
    assert again.concluded_at == AT
    assert (len(stale_months()), AuditEntry.objects.filter(event="inspection.concluded").count()) == (1, 1)
    assert Recommendation.objects.count() == 1


def test_another_conclusion_afterwards_is_refused(conclude):
    conclude()
    with pytest.raises(TransitionRefused):
        conclude(words=WORDS._replace(defects="Khác"))


def test_a_concluded_inspection_is_not_cancelled(conclude, cast):
    concluded = conclude()
    with pytest.raises(TransitionRefused):
        cancel_inspection(inspection=concluded, reason="", actor=cast.inspector, at=AT)


def test_concluded_in_time_it_counts_from_its_own_month(conclude):
    assert conclude().counts_from is None


def test_concluded_after_its_month_was_closed_it_counts_from_the_open_one(conclude, cast, month):
    december = open_period(kind="month", day=date(2026, 12, 1), actor=None, at=AT)
    close(month)
    assert conclude().counts_from == date(2026, 12, 1)
    assert stale_months() == [{"agency": cast.department.pk, "period": december.pk}]


def test_where_no_month_is_open_it_waits(conclude, month):
    close(month)
    with pytest.raises(NoPeriod):
        conclude()
    assert (Inspection.objects.get().state, stale_months()) == ("reported", [])


def test_past_its_last_day_it_is_too_late(conclude, reported):
    after = datetime.combine(reported.conclude_due_on + timedelta(days=1), datetime.min.time(), tzinfo=UTC)
    with pytest.raises(TooLate):
        conclude(at=after)
