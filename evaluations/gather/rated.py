"""Which agencies are rated in a period, what decides which criteria apply, and how many forms are owed."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from agencies.enums import DressProfile
from agencies.rules.comparison import RATED_KINDS, comparison_group
from evaluations.enums import Owing
from evaluations.gather.assessments.excused import PersonLine, excused_lines, is_frozen
from evaluations.gather.narrowed import Param, narrowed
from evaluations.models import OwedForm, Period

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

STANDING = frozenset({Owing.ON_LEAVE, Owing.SHORT_STAY, Owing.SECONDED_AWAY})
"""Excuses of people who hold a post in the agency on the last day; the others do not stand there any more."""


@dataclass(frozen=True, slots=True)
class RatedAgency:
    """An agency as it stood on the period's last day.

    ``headcount`` is how many people owe it a form: those with a post there on that day, in any unit of it,
    save whom the rule excuses (:mod:`evaluations.rules.assessments.owing`). It is the denominator of the
    response rate.
    """

    agency_id: int
    comparison_group: str
    criteria_set_id: int
    has_counter: bool
    sector_uniform: bool
    headcount: int


def rated_agencies(
    period: Period, only: Collection[int] | None = None, excused: Iterable[PersonLine] | None = None
) -> list[RatedAgency]:
    """The agencies that get a score in ``period``, in order of id; ``only`` narrows to some ids.

    Those are the agencies of a rated kind for whose comparison group the period has a criteria set.
    ``excused`` are the lines of the same period and agencies, read here where they are not given.
    """
    days: list[Param] = [period.last_day] * 6
    where, params = narrowed("s.period_id = %s", [*days, period.pk], "r.agency_id", only)
    with connection.cursor() as cursor:
        cursor.execute(_RATED.format(where=where), params)
        rows = cursor.fetchall()
    if excused is None:
        excused = excused_lines(period, only)
    owed = _owed(period, {row[0]: row[5] for row in rows}, excused)
    return [
        RatedAgency(
            agency,
            comparison_group(kind).value,
            set_id,
            bool(counter),
            dress == DressProfile.SECTOR,
            owed[agency],
        )
        for agency, kind, set_id, counter, dress, _people in rows
    ]


def _owed(period: Period, standing: dict[int, int], excused: Iterable[PersonLine]) -> Counter[int]:
    """Forms owed by agency: of a frozen period its list, else who stands there less who is excused."""
    if is_frozen(period):
        frozen = OwedForm.objects.filter(period=period, owing=Owing.OWED).order_by()
        return Counter(dict(frozen.values_list("agency").annotate(count=Count("pk"))))
    owed = Counter(standing)
    owed.subtract(one.line.agency_id for one in excused if one.line.owing in STANDING)
    return owed
