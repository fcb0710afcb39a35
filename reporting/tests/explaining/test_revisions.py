"""A corrected month: each revision is explained as it stood; the correction has its part in what moved."""

from collections.abc import Callable
from datetime import date

import pytest

from agencies.models import User
from agencies.tests.cast import Cast
from evaluations.actions.corrections import grant_correction
from evaluations.actions.open_period import open_period
from evaluations.actions.results import refresh_results
from evaluations.gather.explained import NotExplained, explain
from evaluations.gather.moved import moved
from evaluations.models import AgencyResult, Correction, Period
from evaluations.rules.movement import CORRECTIONS
from evaluations.tests.corrections.conftest import (  # noqa: F401
    AT,
    Closed,
    ask,
    closed,
    inspected,
    second_admin,
    the_present,
)
from reporting.tests.conftest import signed_in


@pytest.fixture
def corrected(closed: Closed, ask: Callable[..., Correction], second_admin: User) -> Closed:  # noqa: F811
    """October after one granted correction: the department fell."""
    base = closed.snapshot.pk
    grant_correction(correction=ask(), decision="Đúng.", seen_base=base, actor=second_admin, at=AT)
    return closed


@pytest.fixture
def november(corrected: Closed, cast: Cast) -> Period:
    """The month after, inspected alike."""
    period = open_period(kind="month", day=date(2026, 11, 3), actor=None, at=AT)
    inspected(period, corrected.department, cast.inspector, 9)
    refresh_results(period=period, agencies=None, at=AT)
    AgencyResult.objects.filter(period=period).update(is_provisional=False)
    return period


def test_each_revision_is_explained_as_it_stood(corrected: Closed) -> None:
    agency, period = corrected.department.pk, corrected.period.pk
    first, now = explain(agency, period, 1), explain(agency, period)
    assert (first.facts.revision, now.facts.revision) == (1, 2)
    assert first.facts.digest == corrected.snapshot.digest != now.facts.digest
    assert explain(agency, period, 2) == now
    assert first.total is not None
    assert now.total is not None
    assert first.total > now.total
    for found in (first, now):
        groups = sum(group.points for group in found.groups if group.points is not None)
        assert groups + sum(line.points for line in found.adjustments) == found.total
    with pytest.raises(NotExplained):
        explain(agency, period, 3)


def test_a_correction_has_its_part_in_what_moved(corrected: Closed, november: Period) -> None:
    agency = corrected.department.pk
    found = moved(agency, november.pk).movement
    first, now = explain(agency, corrected.period.pk, 1), explain(agency, corrected.period.pk)
    assert found is not None
    assert first.total is not None
    assert now.total is not None
    parts = {part.name: part.points for part in found.parts}
    assert parts[CORRECTIONS] == first.total - now.total
    assert sum(parts.values()) == found.change


def test_the_page_of_an_older_revision_says_so(corrected: Closed, cast: Cast) -> None:
    url = f"/bang-diem/co-quan/{corrected.department.pk}/giai-thich/?ky=2026-10-01"
    client = signed_in(cast.admin)
    newest, first = (client.get(url + more).content.decode() for more in ("&ban=2", "&ban=1"))
    assert "Bản cũ" not in newest
    assert "bản 1 của kỳ, đã được thay" in first
    assert corrected.snapshot.digest in first
    assert client.get(f"{url}&ban=1&xuat=pdf").status_code == 200
