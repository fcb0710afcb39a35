"""The rule of owing for one person's own pages: their posts, leave, heirs and the term in one statement."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from core.prepared import prepared
from evaluations.gather.assessments.excused import as_day
from evaluations.models import Period
from evaluations.rules.assessments.owing import Absence, Held, Line, MonthDays, month_days, owing_of
from evaluations.rules.assessments.terms import form_terms_from

_STORY = """
SELECT 'post' AS what, p.id AS one, p.agency_id AS other, p.kind AS words, p.starts_on, p.ends_on,
       v.rated_agency_id, v.starts_on AS unit_from, v.ends_on AS unit_to
FROM agencies_posting p JOIN agencies_agencyversion v ON v.agency_id = p.agency_id
WHERE p.staff_id = %(staff)s AND p.starts_on < %(end)s AND (p.ends_on IS NULL OR p.ends_on > %(start)s)
  AND v.starts_on < %(end)s AND (v.ends_on IS NULL OR v.ends_on > %(start)s)
UNION ALL
SELECT 'leave', NULL, NULL, NULL, l.starts_on, l.ends_on, NULL, NULL, NULL FROM agencies_leave l
WHERE l.staff_id = %(staff)s AND l.withdrawn_at IS NULL
  AND l.starts_on < %(end)s AND (l.ends_on IS NULL OR l.ends_on > %(start)s)
UNION ALL
SELECT 'term', t.working_days, NULL, t.code, NULL, NULL, NULL, NULL, NULL
FROM evaluations_dueterm t WHERE t.code = 'min_days'
UNION ALL
SELECT 'heir', s.predecessor_id, s.successor_id, NULL, r.in_force_on, NULL, NULL, NULL, NULL
FROM agencies_agencysuccession s JOIN agencies_reorganisation r ON r.id = s.reorganisation_id
WHERE r.in_force_on > %(start)s AND r.in_force_on < %(end)s
"""


@dataclass(slots=True)
class _Story:
    """What is known of the person between two days."""

    least: int
    posts: list[tuple[Held, date, date | None]] = field(default_factory=list)
    leaves: list[Absence] = field(default_factory=list)
    heirs: list[tuple[int, int, date]] = field(default_factory=list)

    def lines(self, period: Period) -> list[Line]:
        """The person's lines of one month."""
        month = month_days(period.starts_on, period.ends_on, self.least)
        heirs: dict[int, set[int]] = defaultdict(set)
        for old, new, on in self.heirs:
            if month.starts_on < on < month.ends_on:
                heirs[old].add(new)
        known = {old: frozenset(new) for old, new in heirs.items()}
        return owing_of(month, self._held(month), self.leaves, known)

    def _held(self, month: MonthDays) -> list[Held]:
        """The posts of the month, each in its unit as it was last seen in it."""
        seen: dict[int, tuple[Held, date, date | None]] = {}
        for held, unit_from, unit_to in self.posts:
            if _during(month, held.starts_on, held.ends_on) and _during(month, unit_from, unit_to):
                known = seen.get(held.post_id)
                if known is None or known[1] < unit_from:
                    seen[held.post_id] = (held, unit_from, unit_to)
        return [_clipped(month, held, unit_to) for held, _from, unit_to in seen.values()]


def lines_of(periods: Collection[Period], staff_id: int) -> dict[int, list[Line]]:
    """By period one person's lines: each agency and, where no form is owed, why (one query, open periods)."""
    if not periods:
        return {}
    story = _load(staff_id, min(one.starts_on for one in periods), max(one.ends_on for one in periods))
    return {one.pk: story.lines(one) for one in periods}


def _load(staff_id: int, starts_on: date, ends_on: date) -> _Story:
    adapt = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        values = {"staff": staff_id, "start": adapt(starts_on), "end": adapt(ends_on)}
        cursor.execute(*prepared(_STORY, values))
        rows = cursor.fetchall()
    terms = {row[3]: row[1] for row in rows if row[0] == "term"}
    story = _Story(form_terms_from(terms).min_days)
    for what, *row in sorted(rows, key=lambda row: (row[0], row[1] or 0)):
        _add(story, what, row)
    return story


def _add(story: _Story, what: str, row: list[Any]) -> None:
    one, other, words, starts_on, ends_on, rated, unit_from, unit_to = row
    starts_on, ends_on = as_day(starts_on), as_day(ends_on)
    if what == "post":
        held = Held(one, rated, other, words, starts_on, ends_on)
        story.posts.append((held, as_day(unit_from), as_day(unit_to)))
    elif what == "leave":
        story.leaves.append(Absence(starts_on, ends_on))
    elif what == "heir":
        story.heirs.append((one, other, starts_on))


def _during(month: MonthDays, starts_on: date, ends_on: date | None) -> bool:
    return starts_on < month.ends_on and (ends_on is None or ends_on > month.starts_on)


def _clipped(month: MonthDays, held: Held, unit_to: date | None) -> Held:
    """The post no longer than its unit, where that ended within the month."""
    if unit_to is None or unit_to >= month.ends_on or (held.ends_on and held.ends_on <= unit_to):
        return held
    return held._replace(ends_on=unit_to)
