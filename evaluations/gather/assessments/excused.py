"""Who owes no form, and why: the rule of owing over the few people of whom the dates alone do not decide.

Everybody with a post on the month's last day owes a form, except those whose post, leave or secondment of
this month says otherwise. One statement finds these people (more than need be, never fewer), another tells
their story, and the pure rule judges; so a roll-up of 31,000 people loads a few hundred of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from evaluations.enums import Owing, PeriodState
from evaluations.gather.assessments.terms import form_terms
from evaluations.gather.narrowed import Param
from evaluations.models import OwedForm, Period
from evaluations.rules.assessments.owing import Absence, Held, Line, MonthDays, month_days, owing_of

_DURING = "{row}.starts_on < %(end)s AND ({row}.ends_on IS NULL OR {row}.ends_on > %(start)s)"
_OFF = f"l.withdrawn_at IS NULL AND {_DURING.format(row='l')}"
# Calendar days of leave within the month; at least as many as working days, so nobody is missed.
_LENGTH = {
    "postgresql": "LEAST(COALESCE(l.ends_on, %(end)s), %(end)s) - GREATEST(l.starts_on, %(start)s)",
    "sqlite": (
        "julianday(MIN(COALESCE(l.ends_on, %(end)s), %(end)s)) - julianday(MAX(l.starts_on, %(start)s))"
    ),
}
_PECULIAR = f"""
SELECT p.staff_id FROM agencies_posting p
WHERE {_DURING.format(row="p")}{{posts}}
  AND (p.starts_on > %(latest)s OR p.ends_on < %(end)s OR p.kind = 'secondment')
UNION
SELECT p.staff_id FROM agencies_agencyversion v JOIN agencies_posting p ON p.agency_id = v.agency_id
WHERE v.ends_on > %(start)s AND v.ends_on < %(end)s AND {_DURING.format(row="p")}{{posts}}
UNION
SELECT l.staff_id FROM agencies_leave l WHERE {_OFF}{{leaves}}
GROUP BY l.staff_id HAVING sum({{length}}) > %(spare)s
UNION
SELECT l.staff_id FROM agencies_leave l JOIN agencies_posting p ON p.staff_id = l.staff_id
WHERE {_OFF} AND p.starts_on > %(start)s AND p.starts_on < %(end)s{{posts}}
"""  # noqa: S608 - built from code only
_PEOPLE = f"""
SELECT DISTINCT p.staff_id FROM agencies_agencyversion v
JOIN agencies_posting p ON p.agency_id = v.agency_id
WHERE {_DURING.format(row="v")} AND {_DURING.format(row="p")}
"""  # noqa: S608 - built from code only
# A unit counts where it stood when it was last seen in the month, and holds nobody after it ended.
_POSTS = f"""
SELECT p.staff_id, p.id, v.rated_agency_id, p.agency_id, p.kind, p.starts_on,
  CASE WHEN v.ends_on IS NULL OR v.ends_on >= %(end)s THEN p.ends_on
       WHEN p.ends_on IS NULL OR p.ends_on > v.ends_on THEN v.ends_on ELSE p.ends_on END
FROM agencies_posting p JOIN agencies_agencyversion v ON v.agency_id = p.agency_id
WHERE {_DURING.format(row="p")} AND {_DURING.format(row="v")}
  AND NOT EXISTS (SELECT 1 FROM agencies_agencyversion later WHERE later.agency_id = v.agency_id
                  AND later.starts_on > v.starts_on AND later.starts_on < %(end)s)
"""  # noqa: S608 - built from code only
_LEAVES = f"SELECT l.staff_id, l.starts_on, l.ends_on FROM agencies_leave l WHERE {_OFF}"  # noqa: S608
_HEIRS = """
SELECT s.predecessor_id, s.successor_id FROM agencies_agencysuccession s
JOIN agencies_reorganisation r ON r.id = s.reorganisation_id
WHERE r.in_force_on > %(start)s AND r.in_force_on < %(end)s
"""
ANYBODY = 5_000
"""Above so many people a statement reads everybody's posts rather than a list of ids."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What one person owes one agency."""

    staff_id: int
    line: Line


def days_of(period: Period) -> MonthDays:
    """The period's days for the rule, by the term in force (one query)."""
    return month_days(period.starts_on, period.ends_on, form_terms().min_days)


def is_frozen(period: Period) -> bool:
    """Whether the closed period kept its list; those closed before lists were kept are worked out anew."""
    return period.state == PeriodState.CLOSED and OwedForm.objects.filter(period=period).exists()


def excused_lines(period: Period, only: Collection[int] | None = None) -> list[PersonLine]:
    """Everyone who held a post in the period but owes that agency no form; ``only`` some agencies.

    At most six queries, whatever the number of people; two of a frozen period.
    """
    if is_frozen(period):
        lines = OwedForm.objects.filter(period=period).exclude(owing=Owing.OWED)
        return _frozen(lines if only is None else lines.filter(agency__in=only))
    month = days_of(period)
    lines = _judged(month, _peculiar(month, only))
    return [
        one for one in lines if one.line.owing != Owing.OWED and (only is None or one.line.agency_id in only)
    ]


def all_lines(period: Period, only: Collection[int] | None = None) -> list[PersonLine]:
    """Every line of an open period, owed ones too: the whole rule over everybody, for lists and freezing."""
    month = days_of(period)
    people = None if only is None else _ids(_PEOPLE, month, only)
    lines = _judged(month, people)
    return [one for one in lines if only is None or one.line.agency_id in only]


def frozen_lines(period: Period, only: Collection[int]) -> list[PersonLine]:
    """Every line of a frozen period in ``only`` some agencies (one query)."""
    return _frozen(OwedForm.objects.filter(period=period, agency__in=only))


def _frozen(rows: Any) -> list[PersonLine]:
    fields = rows.order_by("agency", "staff").values_list(
        "staff_id", "agency_id", "unit_id", "owing", "working_days"
    )
    return [
        PersonLine(staff, Line(agency, unit, Owing(owing), days, ()))
        for staff, agency, unit, owing, days in fields
    ]


def _peculiar(month: MonthDays, only: Collection[int] | None) -> list[int] | None:
    """The people of whom the rule must decide; None: everybody, for a month shorter than its term."""
    if month.latest_start is None:
        return None if only is None else _ids(_PEOPLE, month, only)
    names, narrow = _names(month, None), {"posts": "", "leaves": ""}
    if only is not None:
        people = _ids(_PEOPLE, month, only)
        places = _places("who", people)
        narrow = {"posts": f" AND p.staff_id IN ({places})", "leaves": f" AND l.staff_id IN ({places})"}
        names |= _numbered("who", people)
    statement = _PECULIAR.format(length=_LENGTH[connection.vendor], **narrow)
    with connection.cursor() as cursor:
        cursor.execute(statement, names)
        return [staff for (staff,) in cursor.fetchall()]


def _ids(statement: str, month: MonthDays, only: Collection[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"{statement} AND v.rated_agency_id IN ({_places('only', only)})",
            _names(month, only),
        )
        return [staff for (staff,) in cursor.fetchall()]


def _places(name: str, values: Collection[int]) -> str:
    """The places of a list of named parameters; nothing has the id NULL."""
    return ", ".join(f"%({name}{place})s" for place in range(len(values))) or "NULL"


def _numbered(name: str, values: Iterable[int]) -> dict[str, Param]:
    return {f"{name}{place}": value for place, value in enumerate(values)}


def _names(month: MonthDays, only: Iterable[int] | None) -> dict[str, Param]:
    """The named parameters: the month's bounds, the latest start, the leave that excuses nobody."""
    adapt = connection.ops.adapt_datefield_value
    days = {"start": month.starts_on, "end": month.ends_on, "latest": month.latest_start}
    found: dict[str, Param] = {name: adapt(day) for name, day in days.items()}
    found["spare"] = len(month.working) - month.least
    return found | _numbered("only", only or ())


def _judged(month: MonthDays, people: Collection[int] | None) -> list[PersonLine]:
    """The rule's answer for ``people`` (None = everybody), by person and agency."""
    if people is not None and not people:
        return []
    posts: dict[int, list[Held]] = defaultdict(list)
    for staff, *held in _rows(_POSTS, "p.staff_id", month, people, " ORDER BY p.staff_id, p.id"):
        posts[staff].append(Held(*held[:4], *map(as_day, held[4:])))
    leaves: dict[int, list[Absence]] = defaultdict(list)
    for staff, *days in _rows(_LEAVES, "l.staff_id", month, people, " ORDER BY l.staff_id, l.starts_on"):
        leaves[staff].append(Absence(*map(as_day, days)))
    heirs: dict[int, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_HEIRS, _names(month, None))
        for old, new in cursor.fetchall():
            heirs[old].add(new)
    known = {old: frozenset(new) for old, new in heirs.items()}
    return [
        PersonLine(staff, line)
        for staff, held in posts.items()
        for line in owing_of(month, held, leaves.get(staff, ()), known)
    ]


def _rows(
    statement: str, column: str, month: MonthDays, people: Collection[int] | None, order: str
) -> list[tuple[Any, ...]]:
    """The rows of some people; of many all rows are read and the others passed over."""
    wanted = None if people is None or len(people) > ANYBODY else people
    names = _names(month, None)
    if wanted is not None:
        statement += f" AND {column} IN ({_places('who', wanted)})"
        names |= _numbered("who", wanted)
    with connection.cursor() as cursor:
        cursor.execute(statement + order, names)
        rows = cursor.fetchall()
    if wanted is None and people is not None:
        kept = frozenset(people)
        rows = [row for row in rows if row[0] in kept]
    return rows


def as_day(value: date | str | None) -> date | None:
    """A day as the driver gives it; SQLite gives text where a column was computed."""
    return date.fromisoformat(value) if isinstance(value, str) else value
