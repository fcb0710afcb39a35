"""Values of a visit that began before there were records: each is written down once."""

from uuid import uuid4

from evaluations.models import CaptureRecord, Headcount, Observation
from evaluations.tests.inspections.conftest import *  # noqa: F403 - the month, the visit, the cast's team
from evaluations.tests.inspections.conftest import AT


def test_recording_another_criterion_twice_leaves_them_as_they_were(on_site, record, criterion, cast):
    for code in ("TP-04", "TP-01"):
        Observation.objects.create(
            id=uuid4(), inspection=on_site, criterion=criterion(code), n=10, k=9, severity="none",
            recorded_by=cast.inspector, recorded_at=AT,
        )  # fmt: skip
    Headcount.objects.create(inspection=on_site, counted_at=AT, roster=10, present=10)
    record("GT-01")
    record("TT-03", 10, 8)
    assert CaptureRecord.objects.filter(subject="TP-04").count() == 1
    assert {row.k for row in Observation.objects.filter(criterion__code__in=("TP-04", "TP-01"))} == {9}
