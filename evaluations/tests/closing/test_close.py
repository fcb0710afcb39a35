"""Closing: two people, one transaction, refused with a reason, and proved afterwards (S15, S16)."""

import json
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core.errors import Refused
from core.models import AuditEntry, Notification
from evaluations.actions.closing.ask_close import ask_close, withdraw_ask
from evaluations.actions.closing.close import NotAsked, SamePerson, close_period
from evaluations.actions.closing.locking import AlreadyClosed, NotReady
from evaluations.enums import LineKind, ObjectionState
from evaluations.gather.closing.frozen import frozen_of
from evaluations.gather.closing.proof import prove_snapshots
from evaluations.models import AgencyResult, Objection, PeriodSummary, ResultPreview, SelfAssessment
from evaluations.models.closing import PeriodSnapshot, SnapshotLine
from evaluations.rules.closing.frozen import rescore
from evaluations.rules.closing.receipt import receipt_code
from evaluations.tests.closing.month import AT, Ready, ready_month, triggers_down

RESULT, LINE = "evaluations_agencyresult", "evaluations_snapshotline"
SNAPSHOT, PERIOD = "evaluations_periodsnapshot", "evaluations_period"
SUMMARY = "evaluations_periodsummary"


@pytest.fixture
def ready(db: None) -> Ready:
    return ready_month()


def test_a_month_is_closed_in_one_act(ready: Ready) -> None:
    before = PeriodSummary.objects.get(period=ready.period).revision
    snapshot = ready.close()
    ready.period.refresh_from_db()
    assert (ready.period.state, ready.period.closed_at) == ("closed", AT)
    assert (snapshot.sequence, snapshot.revision, snapshot.made_by, snapshot.asked_by) == (
        1,
        1,
        ready.second,
        ready.first,
    )
    assert set(AgencyResult.objects.values_list("snapshot", flat=True)) == {snapshot.pk}
    assert PeriodSummary.objects.get(period=ready.period).revision > before + 1
    kinds = list(snapshot.lines.order_by("position").values_list("kind", flat=True))
    assert kinds == sorted(kinds, key=[str(kind) for kind in LineKind].index)
    line = snapshot.lines.filter(kind=LineKind.RESULT).earliest("position")
    assert line.code == receipt_code(line.digest, line.payload)
    entry = AuditEntry.objects.get(event="period.closed")
    assert entry.after is not None
    assert entry.after["digest"] == snapshot.digest
    again = rescore(frozen_of(snapshot), snapshot.rules_version)
    assert again.results[ready.agencies[0].pk]["total"] == json.loads(line.payload)["total"]
    assert prove_snapshots().problems == ()


def test_the_second_closer_is_told_who_was_first(ready: Ready) -> None:
    ready.close()
    with pytest.raises(AlreadyClosed, match=r"đã được chốt lúc .* do Phan Văn Vụ"):
        close_period(period=ready.period, actor=ready.second, at=AT)
    assert PeriodSnapshot.objects.count() == 1


def _not_asked(ready: Ready) -> type[Refused]:
    withdraw_ask(period=ready.period, actor=ready.first, at=AT)
    return NotAsked


def _same_person(ready: Ready) -> type[Refused]:
    ready.second = ready.first
    return SamePerson


def _objection(ready: Ready) -> type[Refused]:
    Objection.objects.create(
        id="00000000-0000-4000-8000-000000000001",
        period=ready.period,
        agency=ready.agencies[0],
        text="Số phản ánh chưa đúng.",
        state=ObjectionState.OPEN,
        raised_at=AT,
        raised_by=ready.first,
    )
    return NotReady


def _moved(ready: Ready) -> type[Refused]:
    form = SelfAssessment.objects.sent().filter(period=ready.period).first()
    assert form is not None
    SelfAssessment.objects.filter(pk=form.pk).update(scores=tuple(0 for _ in form.scores))
    return NotReady


@pytest.mark.parametrize("hindrance", [_not_asked, _same_person, _objection, _moved])
def test_it_refuses_and_leaves_everything_open(ready: Ready, hindrance) -> None:  # type: ignore[no-untyped-def]
    expected = hindrance(ready)
    with pytest.raises(expected):
        ready.close()
    ready.period.refresh_from_db()
    assert ready.period.is_open
    assert not PeriodSnapshot.objects.exists()


def test_asking_tells_the_others_of_home_affairs(ready: Ready) -> None:
    ResultPreview.objects.update(close_asked_by=None, close_asked_at=None)
    ask_close(period=ready.period, actor=ready.second, at=AT)
    ask_close(period=ready.period, actor=ready.second, at=AT)
    assert [one.recipient for one in Notification.objects.all()] == [ready.first]
    with pytest.raises(Refused, match="có thể chốt theo đề nghị đó"):
        ask_close(period=ready.period, actor=ready.first, at=AT)


RANKED = "UPDATE {t} SET payload = replace(payload, 'rank', 'rang') WHERE kind = 'result'"
CODED = "UPDATE {t} SET code = 'AAAAAAAAAAAAAAAA' WHERE id = (SELECT max(id) FROM {t} WHERE kind = 'result')"
SWAPPED = (
    "UPDATE {{t}} SET agency_id = (SELECT min(agency_id) + max(agency_id) FROM {{t}} WHERE kind = '{kind}')"
    " - agency_id WHERE kind = '{kind}' AND agency_id IN"
    " (SELECT min(agency_id) FROM {{t}} WHERE kind = '{kind}' UNION"
    " SELECT max(agency_id) FROM {{t}} WHERE kind = '{kind}')"
)
TAMPERED = {
    "a payload": (LINE, RANKED, "đã bị sửa"),
    "a code": (LINE, CODED, "mã biên nhận"),
    "whose inputs": (LINE, SWAPPED.format(kind="inputs"), "bị đặt sang cơ quan khác"),
    "whose people": (LINE, SWAPPED.format(kind="owed"), "danh sách phải nộp"),
    "a line gone": (LINE, "DELETE FROM {t} WHERE kind = 'owed'", "phải có"),
    "the header": (SNAPSHOT, "UPDATE {t} SET asked_by_id = NULL", "đầu bản chốt"),
    "the sequence": (SNAPSHOT, "UPDATE {t} SET sequence = 7", "thiếu bản chốt thứ 1"),
    "a result": (RESULT, "UPDATE {t} SET total = 99.99", "khác bản chốt"),
    "a breakdown": (RESULT, "UPDATE {t} SET breakdown = '{{}}'", "khác bản chốt"),
    "a result gone": (RESULT, "DELETE FROM {t}", "không còn"),
    "the summary": (SUMMARY, "UPDATE {t} SET simple_mean = 99.99", "tổng hợp kỳ khác"),
    "opened again": (PERIOD, "UPDATE {t} SET state = 'open'", "không ở trạng thái đã chốt"),
    "closed when": (PERIOD, "UPDATE {t} SET closed_at = opened_at", "lúc chốt"),
    "a fact": ("evaluations_registerfact", "UPDATE {t} SET n = n + 1, k = 0", "số liệu nguồn"),
    "who owed": ("evaluations_owedform", "DELETE FROM {t}", "danh sách phải nộp"),
    "a criterion": ("evaluations_criterion", "UPDATE {t} SET statement = 'khác'", "bộ tiêu chí"),
}  # fmt: skip


@pytest.fixture(scope="module")
def tampered_reports(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, str]]:  # type: ignore[no-untyped-def]
    """Every attack on one closed month, each undone before the next; what the command said of it."""
    from django.db import transaction

    reports: dict[str, str] = {}
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                ready_month().close()
                for name, (table, statement, _expected) in TAMPERED.items():
                    reports[name] = _after(table, statement)
                raise _Undo
        except _Undo:
            pass
        yield reports


class _Undo(Exception):
    """Leaves the transaction."""


def _after(table: str, statement: str) -> str:
    from django.db import transaction

    said = ""
    try:
        with transaction.atomic():
            with triggers_down(table) as cursor:
                cursor.execute(statement.format(t=table))
            try:
                call_command("verify_chain", "snapshots", stdout=StringIO())
            except CommandError as error:
                said = str(error)
            raise _Undo
    except _Undo:
        return said


@pytest.mark.parametrize("name", list(TAMPERED))
def test_what_a_superuser_changes_is_named(tampered_reports: dict[str, str], name: str) -> None:
    assert TAMPERED[name][2] in tampered_reports[name]


def test_the_whole_chain_replaced_is_missing_in_the_audit_trail(ready: Ready) -> None:
    ready.close()
    with triggers_down(SNAPSHOT, LINE, RESULT, PERIOD, SUMMARY) as cursor:
        for table in (RESULT, SUMMARY):
            cursor.execute(f"UPDATE {table} SET snapshot_id = NULL")
        SnapshotLine.objects.all().delete()
        PeriodSnapshot.objects.all().delete()
        cursor.execute(f"UPDATE {PERIOD} SET state = 'open'")
    assert any("ghi trong nhật ký không còn" in problem for problem in prove_snapshots().problems)
