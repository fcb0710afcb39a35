"""One small demonstration province, built once for the tests that only read it."""

from datetime import date

import pytest

from agencies.province.days import months_before
from agencies.province.months import month_of_behaviour
from agencies.province.plan import build_province
from agencies.province.records import AgencyMonth, ProvincePlan

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def plan() -> ProvincePlan:
    """Three thousand people."""
    return build_province(staff=3_000, today=TODAY)


@pytest.fixture(scope="session")
def year(plan: ProvincePlan) -> list[AgencyMonth]:
    """Twelve full months of every ranked agency, oldest first."""
    return [month for start in months_before(TODAY, 12) for month in month_of_behaviour(plan, start)]
