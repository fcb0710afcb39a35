"""How many forms of a month look unread, by agency: shares for the heads, never a name."""

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from core.clock import months_back
from evaluations.enums import PeriodKind
from evaluations.gather.assessments.questions import graded_positions
from evaluations.models import Period
from evaluations.models.assessments import SENT_STATES
from evaluations.rules.assessments.answers import Applicability
from evaluations.rules.assessments.patterns import LEAST_GRADED, is_straight

# Two forms are compared where they lie; both engines hold a NULL within equal to a NULL.
_FORMS = """
SELECT a.agency_id, a.criteria_set_id, a.applies, a.scores, b.scores = a.scores
FROM evaluations_selfassessment a
LEFT JOIN evaluations_period p ON p.kind = %s AND p.starts_on = %s
LEFT JOIN evaluations_selfassessment b
  ON b.period_id = p.id AND b.agency_id = a.agency_id AND b.staff_id = a.staff_id
 AND b.criteria_set_id = a.criteria_set_id AND b.state IN (%s, %s, %s)
WHERE a.period_id = %s AND a.state IN (%s, %s, %s)
"""


class PatternShare(NamedTuple):
    """The forms handed in, how many give one mark all the way down, how many repeat the month before.

    A form may be both. Ratios are of ``forms``; what is too few to speak of, the reader's page decides.
    """

    forms: int
    straight: int
    copied: int


def pattern_shares(period: Period) -> dict[int, PatternShare]:
    """The shares of each rated agency that handed in a form in ``period`` (a month), in one query.

    Reads the forms as they stand, so a closed month gives the same for ever.
    """
    sent = [str(state) for state in SENT_STATES]
    params = [
        PeriodKind.MONTH.value,
        connection.ops.adapt_datefield_value(months_back(period.starts_on, 1)),
        *sent,
        period.pk,
        *sent,
    ]
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    graded_of = lru_cache(maxsize=None)(graded_positions)
    with connection.cursor() as cursor:
        cursor.execute(_FORMS, params)
        for agency_id, set_id, flags, raw, is_same in cursor:
            scores: Sequence[int | None] = json.loads(raw) if isinstance(raw, str) else raw
            graded = graded_of(set_id, Applicability.from_flags(flags))
            row = counts[agency_id]
            row[0] += 1
            row[1] += is_straight(scores, graded)
            row[2] += bool(is_same) and sum(scores[at] is not None for at in graded) >= LEAST_GRADED
    return {agency_id: PatternShare(*row) for agency_id, row in counts.items()}
