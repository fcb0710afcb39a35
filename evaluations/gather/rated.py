"""Which agencies are rated in a period, what decides which criteria apply, and how many forms are owed."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from agencies.enums import DressProfile
from agencies.rules.comparison import RATED_KINDS, comparison_group
from evaluations.gather.narrowed import Param, narrowed
from evaluations.models import Period

_GROUPS = " ".join(
    f"WHEN '{kind.value}' THEN '{comparison_group(kind).value}'" for kind in sorted(RATED_KINDS)
)
_STANDS = "{row}.starts_on <= %s AND ({row}.ends_on IS NULL OR {row}.ends_on > %s)"
_RATED = f"""
SELECT r.agency_id, r.kind, s.criteria_set_id, r.has_counter, r.dress_profile,
  (SELECT count(DISTINCT p.staff_id)
   FROM agencies_agencyversion v
   JOIN agencies_posting p ON p.agency_id = v.agency_id AND {_STANDS.format(row="p")}
   WHERE v.rated_agency_id = r.agency_id AND {_STANDS.format(row="v")})
FROM agencies_agencyversion r
JOIN evaluations_periodset s ON s.comparison_group = CASE r.kind {_GROUPS} END
WHERE {_STANDS.format(row="r")} AND {{where}} ORDER BY r.agency_id
"""  # noqa: S608 - built from code only


@dataclass(frozen=True, slots=True)
class RatedAgency:
    """An agency as it stood on the period's last day.

    ``headcount`` is how many people held a post there on that day, in any unit of it: each owes one form
    (:mod:`evaluations.gather.owed`), the denominator of the response rate.
    """

    agency_id: int
    comparison_group: str
    criteria_set_id: int
    has_counter: bool
    sector_uniform: bool
    headcount: int


def rated_agencies(period: Period, only: Collection[int] | None = None) -> list[RatedAgency]:
    """The agencies that get a score in ``period``, in order of id; ``only`` narrows to some ids.

    Those are the agencies of a rated kind for whose comparison group the period has a criteria set.
    """
    days: list[Param] = [period.last_day] * 6
    where, params = narrowed("s.period_id = %s", [*days, period.pk], "r.agency_id", only)
    with connection.cursor() as cursor:
        cursor.execute(_RATED.format(where=where), params)
        rows = cursor.fetchall()
    return [
        RatedAgency(
            agency, comparison_group(kind).value, set_id, bool(counter), dress == DressProfile.SECTOR, people
        )
        for agency, kind, set_id, counter, dress, people in rows
    ]
