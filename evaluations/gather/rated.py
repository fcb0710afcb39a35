"""Which agencies are rated in a period, and what about them decides which criteria apply."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from agencies.enums import DressProfile
from agencies.rules.comparison import RATED_KINDS, comparison_group
from evaluations.gather.narrowed import narrowed
from evaluations.models import Period

_RATED = """
SELECT agency_id, kind, has_counter, dress_profile FROM agencies_agencyversion
WHERE starts_on <= %s AND (ends_on IS NULL OR ends_on > %s) AND {where} ORDER BY agency_id
"""
KINDS = sorted(kind.value for kind in RATED_KINDS)


@dataclass(frozen=True, slots=True)
class RatedAgency:
    """An agency as it stood on the period's last day."""

    agency_id: int
    comparison_group: str
    has_counter: bool
    sector_uniform: bool


def rated_agencies(period: Period, only: Collection[int] | None = None) -> list[RatedAgency]:
    """The agencies that get a score in ``period``, in order of id; ``only`` narrows to some ids."""
    day = period.last_day
    kinds = f"kind IN ({', '.join(['%s'] * len(KINDS))})"
    where, params = narrowed(kinds, [day, day, *KINDS], "agency_id", only)
    with connection.cursor() as cursor:
        cursor.execute(_RATED.format(where=where), params)
        return [
            RatedAgency(
                agency_id, comparison_group(kind).value, bool(has_counter), dress == DressProfile.SECTOR
            )
            for agency_id, kind, has_counter, dress in cursor.fetchall()
        ]
