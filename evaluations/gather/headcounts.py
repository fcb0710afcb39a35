"""How many forms each agency is owed in a period: the denominator of its response rate."""

from collections.abc import Collection

from django.db import connection

from evaluations.gather.narrowed import narrowed
from evaluations.models import Period

_STANDS = "{row}.starts_on <= %s AND ({row}.ends_on IS NULL OR {row}.ends_on > %s)"
_HEADS = f"""
SELECT v.rated_agency_id, count(DISTINCT p.staff_id)
FROM agencies_agencyversion v
JOIN agencies_posting p ON p.agency_id = v.agency_id AND {_STANDS.format(row="p")}
WHERE {_STANDS.format(row="v")} AND {{where}}
GROUP BY v.rated_agency_id
"""  # noqa: S608 - built from code only


def gather_headcounts(period: Period, only: Collection[int] | None = None) -> dict[int, int]:
    """Distinct people per rated agency who hold a post there on the period's last day."""
    day = period.last_day
    where, params = narrowed("v.rated_agency_id IS NOT NULL", [day, day, day, day], "v.rated_agency_id", only)
    with connection.cursor() as cursor:
        cursor.execute(_HEADS.format(where=where), params)
        return dict(cursor.fetchall())
