"""What the database refuses of a closed month, whoever asks: through the ORM and by plain SQL (S15)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from evaluations.models import (
    AgencyResult,
    Inspection,
    Objection,
    OwedForm,
    Period,
    PeriodSummary,
    RegisterFact,
    ResultPreview,
    Review,
    SelfAssessment,
    SignOff,
)
from evaluations.models.closing import PeriodSnapshot, SnapshotLine
from evaluations.tests.closing.month import AT, Ready, ready_month

OF_PERIOD: tuple[Any, ...] = (
    AgencyResult,
    PeriodSummary,
    SelfAssessment,
    Review,
    RegisterFact,
    OwedForm,
    SignOff,
    ResultPreview,
)
BY_ORM: dict[str, Callable[[Ready], Any]] = {
    "open the period again": lambda r: Period.objects.filter(pk=r.period.pk).update(state="open"),
    "delete the period": lambda r: Period.objects.filter(pk=r.period.pk)._raw_delete("default"),
    "move a due day": lambda r: Period.objects.filter(pk=r.period.pk).update(review_due_on=AT),
    "raise a total": lambda r: AgencyResult.objects.filter(period=r.period).update(total=100),
    "lift a rank": lambda r: AgencyResult.objects.filter(period=r.period).update(rank=1),
    "another grade": lambda r: AgencyResult.objects.filter(period=r.period).update(grade="fair"),
    "another breakdown": lambda r: AgencyResult.objects.filter(period=r.period).update(breakdown={}),
    "no snapshot": lambda r: AgencyResult.objects.filter(period=r.period).update(snapshot=None),
    "another mean": lambda r: PeriodSummary.objects.filter(period=r.period).update(simple_mean=99),
    "a line": lambda _r: SnapshotLine.objects.filter(position=0).update(payload="{}"),
    "a digest": lambda _r: PeriodSnapshot.objects.update(digest="0" * 64),
    "a score of a form": lambda r: SelfAssessment.objects.filter(period=r.period).update(state="sent"),
    "a visit": lambda r: Inspection.objects.filter(period=r.period).update(state="cancelled"),
    "an objection": lambda r: Objection.objects.create(
        id="00000000-0000-4000-8000-000000000009",
        period=r.period,
        agency=r.agencies[0],
        text="Muộn.",
        raised_at=AT,
        raised_by=r.first,
    ),
    "a line more": lambda _r: SnapshotLine.objects.create(
        snapshot=PeriodSnapshot.objects.get(), position=10_000, kind="result", payload="{}", digest="0" * 64
    ),
    "a snapshot more": lambda r: PeriodSnapshot.objects.create(
        sequence=2,
        period=r.period,
        revision=1,
        rules_version=1,
        agencies_rated=0,
        agencies_ranked=0,
        headcount=0,
        records=0,
        lines_count=0,
        made_at=AT,
        previous_digest=PeriodSnapshot.objects.get().digest,
        digest="1" * 64,
    ),
}


@pytest.mark.django_db
def test_a_closed_month_refuses_every_write() -> None:
    ready = ready_month()
    ready.close()
    assert [name for name, write in BY_ORM.items() if not _refused(lambda write=write: write(ready))] == []
    statements = [
        f"{verb} {model._meta.db_table} {rest}"
        for model in OF_PERIOD
        if model.objects.filter(period=ready.period).exists()
        for verb, rest in (
            ("DELETE FROM", f"WHERE period_id = {ready.period.pk}"),
            ("UPDATE", f"SET period_id = NULL WHERE period_id = {ready.period.pk}"),
        )
    ]
    for table in (SnapshotLine._meta.db_table, PeriodSnapshot._meta.db_table):
        statements += [f"DELETE FROM {table}", f"UPDATE {table} SET digest = digest"]
    assert [one for one in statements if not _refused(lambda one=one: _execute(one))] == []


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _refused(write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            write()
    except DatabaseError:
        return True
    return False
