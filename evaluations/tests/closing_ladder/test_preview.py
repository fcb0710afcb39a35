"""Provisional results are shown once the month is over, for days that only grow."""

from datetime import date, timedelta

import pytest

from agencies.enums import Role
from agencies.tests.factories import grant
from core.errors import Conflict
from core.models import AuditEntry, Notification
from evaluations.actions.closing.preview import PreviewRefused, extend_preview, open_preview
from evaluations.actions.open_period import open_period
from evaluations.tests.closing_ladder.conftest import AT, CLOSES, Scene


def test_it_tells_the_heads_of_agencies_and_of_units(scene: Scene) -> None:
    scene.preview()
    told = Notification.objects.filter(kind="result_preview.opened")
    cast = scene.cast
    heads = {cast.head.pk, cast.other_head.pk, cast.unit_head.pk, cast.other_unit_head.pk}
    assert set(told.values_list("recipient", flat=True)) == heads
    assert "26/11/2026" in told[0].body
    assert AuditEntry.objects.filter(event="result_preview.opened").count() == 1
    scene.preview()
    assert told.count() == 4


def test_a_month_that_runs_is_not_shown(scene: Scene) -> None:
    november = open_period(kind="month", day=date(2026, 11, 15), actor=None, at=AT)
    with pytest.raises(PreviewRefused, match="từ ngày 01/12/2026"):
        open_preview(period=november, closes_on=date(2026, 12, 10), actor=scene.cast.admin, at=AT)


def test_the_agencies_have_three_working_days(scene: Scene) -> None:
    with pytest.raises(PreviewRefused, match="26/11/2026"):
        open_preview(period=scene.period, closes_on=date(2026, 11, 25), actor=scene.cast.admin, at=AT)


def test_it_is_extended_and_never_shortened(scene: Scene) -> None:
    scene.preview()
    later = CLOSES + timedelta(days=2)
    with pytest.raises(PreviewRefused, match="chỉ được kéo dài"):
        extend_preview(
            period=scene.period, closes_on=date(2026, 11, 24), seen=CLOSES, actor=scene.cast.admin, at=AT
        )
    made = extend_preview(period=scene.period, closes_on=later, seen=CLOSES, actor=scene.cast.admin, at=AT)
    assert made.closes_on == later
    assert Notification.objects.filter(kind="result_preview.extended").count() == 4
    with pytest.raises(Conflict):
        extend_preview(
            period=scene.period,
            closes_on=later + timedelta(days=1),
            seen=CLOSES,
            actor=scene.second,
            at=AT,
        )


def test_a_second_head_is_told_too(scene: Scene) -> None:
    grant(scene.cast.colleague, Role.AGENCY_HEAD, scene.cast.department)
    scene.preview()
    assert Notification.objects.filter(recipient=scene.cast.colleague).exists()
