"""A snapshot says what the roll-up said, and its inputs give the same figures again (S15, S16)."""

import json
from datetime import UTC, datetime

import pytest

from evaluations.actions.closing.snapshot import write_snapshot
from evaluations.actions.owing.freeze import freeze_owed
from evaluations.actions.results import refresh_results
from evaluations.enums import LineKind
from evaluations.gather.closing.frozen import frozen_month, frozen_of
from evaluations.models import AgencyResult
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.frozen import rescore
from evaluations.tests.scoring.random_month import random_month

AT = datetime(2026, 12, 10, 3, tzinfo=UTC)
SHOWN = [
    field.attname
    for field in AgencyResult._meta.concrete_fields
    if field.name not in ("computed_at", "revision", "snapshot")
]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_it_repeats_the_roll_up_and_gives_it_back_bit_for_bit(seed: int) -> None:
    period = random_month(seed).period
    refresh_results(period=period, agencies=None, at=AT)
    before = list(AgencyResult.objects.order_by("agency").values(*SHOWN))
    freeze_owed(period=period, at=AT)
    month = frozen_month(period, AT)
    scored = rescore(month, 1)

    snapshot = write_snapshot(period=period, month=month, scored=scored, asked_by=None, actor=None, at=AT)

    assert list(AgencyResult.objects.order_by("agency").values(*SHOWN)) == before
    snapshot = PeriodSnapshot.objects.get(pk=snapshot.pk)
    again = rescore(frozen_of(snapshot), snapshot.rules_version)
    assert again == scored
    results = snapshot.lines.filter(kind=LineKind.RESULT).order_by("position")
    assert [json.loads(line.payload) for line in results] == list(scored.results.values())
