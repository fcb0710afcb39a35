"""What the database refuses of a closed month, whoever asks: through the ORM and by plain SQL (S15)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from evaluations.actions.criteria.storing import store_definition
from evaluations.criteria_data import shipped_set
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
OTHER: dict[Any, dict[str, Any]] = {
    AgencyResult: {
        "criteria_set": None,
        "comparison_group": "none",
        "coverage": "0.01",
        "confidence": "Z",
        "is_provisional": ~F("is_provisional"),
        "ranked_of": 999,
        "headcount": F("headcount") + 1,
        "submitted": F("submitted") + 1,
        "reviewed": F("reviewed") + 1,
        "inspections": F("inspections") + 1,
        "ratings": F("ratings") + 1,
        "rating_mean": "0.01",
        "gap_inspection": "0.01",
        "gap_citizen": "0.01",
        "groups": {},
        "values": (1,),
        "records": F("records") + 1,
        "computed_at": AT + timedelta(days=1),
        "revision": F("revision") + 1,
        "total": 100,
        "rank": 1,
        "grade": "fair",
        "breakdown": {},
        "snapshot": None,
    },
    PeriodSummary: {
        "revision": F("revision") + 1,
        "weighted_mean": 99,
        "simple_mean": 99,
        "agencies_rated": F("agencies_rated") + 1,
        "agencies_ranked": F("agencies_ranked") + 1,
        "records": F("records") + 1,
        "computed_at": AT + timedelta(days=1),
        "snapshot": None,
    },
}
"""Every column of what a closed month shows, with something else in it."""
BY_ORM: dict[str, Callable[[Ready], Any]] = {
    "open the period again": lambda r: Period.objects.filter(pk=r.period.pk).update(state="open"),
    "delete the period": lambda r: Period.objects.filter(pk=r.period.pk)._raw_delete("default"),
    "move a due day": lambda r: Period.objects.filter(pk=r.period.pk).update(review_due_on=AT),
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
    other_set = store_definition(replace(shipped_set("qd1847_2018"), version=9))
    for model, changes in OTHER.items():
        rows = model.objects.filter(period=ready.period)
        columns = {field.name for field in model._meta.concrete_fields} - {"id", "agency", "period"}
        assert columns == changes.keys()
        said = changes | ({"criteria_set": other_set} if "criteria_set" in changes else {})
        taken = [name for name, value in said.items() if not _refused(partial(rows.update, **{name: value}))]
        assert taken == [], model
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
    except DatabaseError as refusal:
        return "CHECK constraint" not in str(refusal)  # a guard's refusal, not a slip of the test
    return False
