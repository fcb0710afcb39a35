"""Objects of a close and after it: a month that one asked to close, a closed one, its receipts."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction

from agencies.enums import Role
from agencies.tests.factories import grant, make_staff, make_user
from core import clock
from evaluations.actions.closing.locking import lock_period
from evaluations.actions.closing.seal import seal_period
from evaluations.actions.results import refresh_results
from evaluations.enums import SignStep
from evaluations.models import AgencyResult, Period, ResultPreview, SignOff
from evaluations.models.closing import PeriodSnapshot, SnapshotLine

if TYPE_CHECKING:
    from tests.access.world import World


def asked(world: "World") -> Period:
    """October 2026, its window over, signed, and another of Home Affairs has asked for the closing."""
    period: Period = world.object("month that is over")
    other = make_user(make_staff("Phan Văn Vụ", world.cast.home_affairs))
    grant(other, Role.HOME_AFFAIRS, world.cast.province)
    refresh_results(period=period, agencies=None, at=clock.now())
    for agency in AgencyResult.objects.filter(period=period).values_list("agency_id", flat=True):
        SignOff.objects.create(
            id=uuid4(),
            period=period,
            agency_id=agency,
            step=SignStep.HOME_AFFAIRS,
            total=None,
            revision=1,
            signed_at=clock.now(),
            signed_by=other,
        )
    ResultPreview.objects.create(
        period=period,
        opened_at=clock.now(),
        closes_on=date(2026, 11, 6),
        close_asked_at=clock.now(),
        close_asked_by=other,
    )
    return period


def closed(world: "World") -> Period:
    """The same, closed."""
    period: Period = world.object("month asked to be closed")
    with transaction.atomic():
        seal_period(period=lock_period(period), asked_by=None, actor=world.cast.admin, at=clock.now())
    period.refresh_from_db()
    return period


def snapshot(world: "World") -> dict[str, Any]:
    return {"period_pk": world.object("closed month").pk, "revision": 1}


def receipt(world: "World") -> dict[str, Any]:
    return {"period_pk": world.object("closed month").pk, "agency_pk": world.cast.department.pk}


def receipt_file(world: "World") -> dict[str, Any]:
    return receipt(world) | {"size": "a5", "ending": "pdf"}


def code(world: "World") -> str | None:
    period = world.object("closed month")
    found = PeriodSnapshot.objects.newest().filter(period=period)
    lines: Any = SnapshotLine.objects.results().filter(snapshot__in=found, agency=world.cast.department)
    return str(lines.get().code)


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "month asked to be closed": asked,
    "closed month": closed,
    "snapshot of a closed month": snapshot,
    "receipt of department A": receipt,
    "file of a receipt": receipt_file,
    "receipts": lambda _world: None,
    "code of a receipt": code,
}

FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "period_close": lambda _world, _thing: {"act": "close", "agreed": "on"},
}
