"""A month before the scene's, so that a total can be said to have moved."""

from decimal import Decimal
from typing import Any

import pytest

from evaluations.models import AgencyResult, Period
from reporting.tests.conftest import Scene


def copied(result: AgencyResult, **changed: Any) -> AgencyResult:
    """The same result with another agency, period or breakdown."""
    fields = {field.attname: getattr(result, field.attname) for field in result._meta.concrete_fields}
    return AgencyResult.objects.create(**{**fields, "id": None, **changed})


@pytest.fixture
def before(scene: Scene) -> AgencyResult:
    """What ``scene.agency`` had in October: the figures of ``scene.other`` in November."""
    october = Period.objects.get(starts_on="2026-10-01")
    other = AgencyResult.objects.get(agency=scene.other, period=scene.period)
    assert other.total is not None
    AgencyResult.objects.filter(period=scene.period).update(is_provisional=False)
    return copied(
        other,
        agency_id=scene.agency.pk,
        period_id=october.pk,
        is_provisional=False,
        comparison_group=scene.result().comparison_group,
        total=Decimal(other.total),
    )
