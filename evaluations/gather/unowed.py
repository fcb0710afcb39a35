"""Forms that came from people who do not owe them: they count neither in the response nor in the scores.

Such a form was sent before a transfer, a leave or a secondment of the month became known.
"""

from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from evaluations.gather.assessments.excused import PersonLine, is_frozen
from evaluations.gather.narrowed import Param, narrowed
from evaluations.models import Period
from evaluations.models.assessments import SENT_STATES

_STRANGERS = """
SELECT a.id FROM evaluations_selfassessment a WHERE {where} AND NOT EXISTS (
  SELECT 1 FROM agencies_posting p JOIN agencies_agencyversion v ON v.agency_id = p.agency_id
  WHERE p.staff_id = a.staff_id AND p.starts_on <= %s AND (p.ends_on IS NULL OR p.ends_on > %s)
    AND v.rated_agency_id = a.agency_id AND v.starts_on <= %s AND (v.ends_on IS NULL OR v.ends_on > %s))
"""
_UNLISTED = """
SELECT a.id FROM evaluations_selfassessment a WHERE {where} AND NOT EXISTS (
  SELECT 1 FROM evaluations_owedform o WHERE o.period_id = a.period_id AND o.agency_id = a.agency_id
    AND o.staff_id = a.staff_id AND o.owing = 'owed')
"""
_OF_PEOPLE = "SELECT a.id, a.agency_id, a.staff_id FROM evaluations_selfassessment a WHERE {where}"


def unowed_forms(
    period: Period,
    excused: Iterable[PersonLine],
    only: Collection[int] | None = None,
    states: Sequence[str] = SENT_STATES,
) -> list[Param]:
    """The ids (as the database gives them) of forms in one of ``states`` of people who do not owe them.

    Mostly there are none. ``excused``: of the same period and agencies. Two statements at most.
    """
    places = ", ".join(["%s"] * len(states))
    where, params = narrowed(
        f"a.period_id = %s AND a.state IN ({places})", [period.pk, *map(str, states)], "a.agency_id", only
    )
    with connection.cursor() as cursor:
        if is_frozen(period):
            cursor.execute(_UNLISTED.format(where=where), params)
            return [pk for (pk,) in cursor.fetchall()]
        cursor.execute(_STRANGERS.format(where=where), [*params, *[period.last_day] * 4])
        strangers = [pk for (pk,) in cursor.fetchall()]
        pairs = {(one.line.agency_id, one.staff_id) for one in excused if one.line.posts}
        if not pairs:
            return strangers
        where, params = narrowed(where, params, "a.staff_id", {staff for _agency, staff in pairs})
        cursor.execute(_OF_PEOPLE.format(where=where), params)
        return strangers + [pk for pk, agency, staff in cursor.fetchall() if (agency, staff) in pairs]
