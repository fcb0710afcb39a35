"""A month that is ready to be closed, and what a superuser would do before he changes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from agencies.enums import Role
from agencies.models import Agency, User
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.actions.closing.close import close_period
from evaluations.actions.results import refresh_results
from evaluations.enums import SignStep
from evaluations.models import AgencyResult, Period, ResultPreview, SignOff
from evaluations.models.closing import PeriodSnapshot
from evaluations.tests.scoring.random_month import random_month

AT = datetime(2026, 12, 10, 3, tzinfo=UTC)


@dataclass
class Ready:
    """November 2026 of three agencies; ``first`` has asked for the closing, ``second`` may close."""

    period: Period
    agencies: list[Agency]
    first: User
    second: User

    def close(self) -> PeriodSnapshot:
        """Close it by the second person."""
        return close_period(period=self.period, actor=self.second, at=AT)

    def another(self) -> User:
        """A third of Home Affairs, who holds no post, so that no figure moves."""
        user = make_user()
        grant(user, Role.HOME_AFFAIRS, self.agencies[0])
        return user


def home_affairs(name: str, agency: Agency) -> User:
    """An account of Home Affairs, granted over ``agency``."""
    user = make_user(make_staff(name, agency))
    grant(user, Role.HOME_AFFAIRS, agency)
    return user


def ready_month(seed: int = 1) -> Ready:
    """A random month, rolled up, signed by Home Affairs, its window over, its closing asked for."""
    month = random_month(seed)
    period, agency = month.period, month.agencies[0]
    first, second = home_affairs("Lê Thị Nội", agency), home_affairs("Phan Văn Vụ", agency)
    refresh_results(period=period, agencies=None, at=AT)
    sign_all(period, first)
    ResultPreview.objects.create(
        period=period,
        opened_at=AT,
        closes_on=date(2026, 12, 4),
        close_asked_at=AT,
        close_asked_by=first,
    )
    return Ready(period, month.agencies, first, second)


def sign_all(period: Period, user: User, at: datetime = AT) -> None:
    """Home Affairs signs every figure as it stands."""
    figures = AgencyResult.objects.filter(period=period).order_by("agency").values_list("agency", "total")
    for number, (agency, total) in enumerate(figures, 1 + SignOff.objects.count()):
        SignOff.objects.create(
            id=UUID(int=number),
            period=period,
            agency_id=agency,
            step=SignStep.HOME_AFFAIRS,
            total=total,
            revision=1,
            signed_at=at,
            signed_by=user,
        )


@contextmanager
def triggers_down(*tables: str) -> Iterator[Any]:
    """What a superuser who wants to hide something would do first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield cursor
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        names = ", ".join(["%s"] * len(tables))
        cursor.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name IN ({names})",
            tables,
        )
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield cursor
        for _name, sql in guards:
            cursor.execute(sql)
