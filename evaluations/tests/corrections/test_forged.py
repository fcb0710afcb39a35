"""A correction that nobody asked for or decided: the database refuses it, and the proof names it (S15)."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from agencies.models import User
from agencies.tests.cast import Cast
from evaluations.actions.closing.record_close import record_close
from evaluations.actions.closing.snapshot import write_snapshot
from evaluations.actions.corrections import grant_correction
from evaluations.gather.closing.frozen import frozen_of
from evaluations.gather.closing.proof import prove_snapshots
from evaluations.models import Correction, PeriodSnapshot, SnapshotLine
from evaluations.rules.closing.frozen import rescore
from evaluations.rules.closing.lines import inputs_values
from evaluations.tests.closing.month import triggers_down
from evaluations.tests.corrections.conftest import AT, Closed

TABLE, LINES = "evaluations_correction", "evaluations_correctionline"


def _refused(write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            write()
    except DatabaseError:
        return True
    return False


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_what_nobody_asked_or_decided(
    ask: Callable[..., Correction], closed: Closed, second_admin: User
) -> None:
    asked = ask()
    given = {
        "id": UUID(int=7),
        "period": closed.period,
        "base": closed.snapshot,
        "cause": "error",
        "asked_at": AT,
    }
    row = Correction.objects.filter(pk=asked.pk)
    decided = {"decided_at": AT, "decided_by": second_admin}
    writes: dict[str, Callable[[], Any]] = {
        "granted at once": lambda: Correction.objects.create(**given, state="granted"),
        "asked and decided": lambda: Correction.objects.create(**given, **decided),
        "granted by nobody": lambda: row.update(state="granted", decided_at=AT),
        "granted at no time": lambda: row.update(state="granted", decided_by=second_admin),
        "refused by nobody": lambda: row.update(state="refused"),
        "another asker": lambda: row.update(asked_by=None),
        "another reason": lambda: row.update(reason="Khác."),
        "another origin": lambda: row.update(origin="evaluations.appeal:1"),
        "plain SQL": lambda: _execute(f"UPDATE {TABLE} SET state = 'granted'"),
    }
    assert [name for name, write in writes.items() if not _refused(write)] == []
    row.update(state="granted", decision="Đúng.", **decided)


@pytest.fixture
def corrected(ask: Callable[..., Correction], closed: Closed, cast: Cast, second_admin: User) -> Correction:
    """A second revision as it ought to be, and the closing in the trail."""
    record_close(closed.snapshot, None, closed.snapshot.made_at)
    correction = ask()
    given = {"decision": "Đúng.", "seen_base": closed.snapshot.pk, "actor": second_admin, "at": AT}
    grant_correction(correction=correction, **given)
    correction.refresh_from_db()
    return correction


def _said() -> str:
    return "\n".join(prove_snapshots().problems)


LESS = """UPDATE {t} SET after = '{{"n": 10, "k": 3, "age": 0}}'"""
OTHER_DAY = "= '2026-11-01 00:00:00'"
FORGED = {
    "a line": (LINES, LESS, "đầu vào khác bản liền trước"),
    "a line's trail": (LINES, LESS, "đề nghị khác với nhật ký"),
    "a line gone": (LINES, "DELETE FROM {t}", "đầu vào khác bản liền trước"),
    "the decision": (TABLE, "UPDATE {t} SET decision = 'Khác.'", "quyết định khác với nhật ký"),
    "decided when": (TABLE, f"UPDATE {{t}} SET decided_at {OTHER_DAY}", "quyết định khác với nhật ký"),
    "asked when": (TABLE, f"UPDATE {{t}} SET asked_at {OTHER_DAY}", "đề nghị khác với nhật ký"),
    "the origin": (TABLE, "UPDATE {t} SET origin = 'evaluations.appeal:1'", "đề nghị khác với nhật ký"),
    "not granted": (TABLE, "UPDATE {t} SET state = 'refused'", "chưa được ai quyết định"),
}  # fmt: skip


def test_what_is_changed_about_a_correction_is_named(corrected: Correction) -> None:
    assert _said() == ""
    for table, statement, expected in FORGED.values():
        save = transaction.savepoint()
        with triggers_down(table) as cursor:
            cursor.execute(statement.format(t=table))
        assert expected in _said(), statement
        transaction.savepoint_rollback(save)
    assert _said() == ""


def test_a_forged_revision_is_named(corrected: Correction, closed: Closed, second_admin: User) -> None:
    """Sealed by the public recipe, its results repeated, its correction written by plain SQL."""
    newest = PeriodSnapshot.objects.select_related("period").get(revision=2)
    month = frozen_of(newest)
    first = month.agencies[0]
    lifted = replace(first, inputs=tuple(one._replace(k=one.n) for one in first.inputs))
    forged = replace(month, agencies=(lifted, *month.agencies[1:]))
    assert inputs_values(lifted) != inputs_values(first)
    with triggers_down(TABLE):
        correction = Correction.objects.create(
            id=UUID(int=9),
            period=closed.period,
            cause="error",
            state="granted",
            base=newest,
            asked_at=AT,
            moves={"agencies": {}, "province": []},
            decided_at=AT,
            decided_by=second_admin,
        )
    write_snapshot(
        period=closed.period,
        month=forged,
        scored=rescore(forged, newest.rules_version),
        asked_by=None,
        actor=second_admin,
        at=AT,
        replaces=newest,
        correction=correction,
    )
    said = _said()
    assert "đầu vào khác bản liền trước cộng các dòng điều chỉnh" in said
    assert "bản 3: không có việc nào trong nhật ký lập ra bản này" in said
    assert "đề nghị khác với nhật ký" in said
    line = SnapshotLine.objects.filter(snapshot__revision=3, kind="inputs").earliest("position")
    assert json.loads(line.payload)["agency_id"] == first.agency_id
