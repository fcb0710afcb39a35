"""Twelve months of behaviour as a stream: one ranked agency after the other, month by month.

Every agency and month has a random stream of its own, so a month made again alone comes out the same.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from .answers import POOL, Pool
from .days import at, next_month, working_days
from .inspections import inspect
from .qualities import Quality, quality
from .ratings import rate
from .records import (
    AgencyMonth,
    AgencyRecord,
    AssessmentRecord,
    CounterRecord,
    ProvincePlan,
    ReviewRecord,
)
from .registers import Office, facts
from .roster import Member, Roster, rated_above, reviewer_of, roster_on

LATE, REVIEWED = 0.045, 0.94
OPEN_DAYS, LATE_DAYS = 12, 3
FULL_MEAN, SMALL_MEAN = 20.0, 24.0
# After the due day the late ones have answered and the heads have looked.
SETTLED = timedelta(days=LATE_DAYS + 4)


class Setting(NamedTuple):
    """What all agencies of a month share."""

    plan: ProvincePlan
    month: date
    until: date
    due: date
    roster: Roster
    parents: dict[str, str | None]
    counters: dict[str, list[CounterRecord]]


def month_of_behaviour(
    plan: ProvincePlan, month: date, *, until: date | None = None, due: date | None = None
) -> Iterator[AgencyMonth]:
    """Everything that happened in the month that begins on ``month``, agency by agency in the plan's order.

    ``until``: nothing after that day (for the month still running). ``due``: the day self-assessments are
    due, by default the last working day; people answer in the dozen working days before, some up to three
    days late.
    """
    setting = Setting(
        plan,
        month,
        until or date.max,
        due or working_days(month)[-1],
        roster_on(plan, next_month(month) - timedelta(days=1)),
        {agency.key: agency.parent_key for agency in plan.agencies},
        _counters_by_rated(plan),
    )
    for number, agency in enumerate(plan.rated_agencies, start=1):
        yield _agency_month(setting, agency, number)


def _counters_by_rated(plan: ProvincePlan) -> dict[str, list[CounterRecord]]:
    rated = rated_above(plan)
    found: dict[str, list[CounterRecord]] = defaultdict(list)
    for counter in plan.counters:
        found[rated[counter.agency_key] or ""].append(counter)
    return found


def _agency_month(setting: Setting, agency: AgencyRecord, number: int) -> AgencyMonth:
    plan, month, until = setting.plan, setting.month, setting.until
    members = setting.roster.members.get(agency.key, [])
    state = quality(plan, agency, month)
    if state.silent:
        return AgencyMonth(agency.key, month, len(members), [], [], [], [])

    def stream(subject: str) -> Random:
        return Random(f"{plan.seed}:{agency.key}:{month:%Y-%m}:{subject}")

    assessments = _assessments(setting, agency.key, members, state, stream("answers"))
    visits = inspect(agency, members, state, month, plan.inspectors, number, stream("inspection"))
    mean = FULL_MEAN if len(plan.people) >= 10_000 else SMALL_MEAN
    ratings = rate(setting.counters.get(agency.key, []), state, month, mean, stream("ratings"))
    office = Office(agency, members, state, stream("registers"))
    return AgencyMonth(
        agency.key,
        month,
        len(members),
        assessments,
        [visit for visit in visits if visit.concluded_at.date() <= until],
        [rating for rating in ratings if rating.day <= until],
        facts(office, assessments, whole_month=setting.due + SETTLED <= until),
    )


def _assessments(
    setting: Setting, agency_key: str, members: list[Member], state: Quality, rng: Random
) -> list[AssessmentRecord]:
    pool = Pool(state, rng)
    answering = min(1.0, max(0.75, rng.gauss(0.84 + 0.11 * state.true["CQ"], 0.03)))
    changed = 0.01 if state.claimed > 0.2 else 0.05
    moments = _moments(setting.due, rng)
    draw = rng.random
    found = []
    for member in members:
        if draw() >= answering:
            continue
        form = pool.forms(member.applies)[int(draw() * POOL)]
        sent, is_late, seen = moments[int(draw() * len(moments))]
        looked_at, differs = draw() < REVIEWED, draw() < changed
        # Everything is drawn before the day is asked: a running month made again later has only grown.
        if sent.date() > setting.until:
            continue
        reviewer = reviewer_of(member, setting.parents, setting.roster.leaders) if looked_at else None
        review = None
        if reviewer and seen.date() <= setting.until:
            head = setting.roster.leaders.get(agency_key)
            decider = head if head and head != member.code else reviewer
            review = ReviewRecord(reviewer, decider, seen, form.changes if differs else None)
        found.append(
            AssessmentRecord(
                member.code, member.unit_key, member.applies, sent, is_late, form.scores, form.notes, review
            )
        )
    return found


def _moments(due: date, rng: Random) -> list[tuple[datetime, bool, datetime]]:
    """Two hundred moments of sending, whether late, and when the head looked at it."""
    days = [day for day in (due - timedelta(days=n) for n in range(OPEN_DAYS * 2)) if day.weekday() < 5]
    found = []
    for _ in range(200):
        is_late = rng.random() < LATE
        if is_late:
            day = due + timedelta(days=rng.randint(1, LATE_DAYS))
        else:
            day = days[min(int(rng.expovariate(0.3)), OPEN_DAYS - 1)]
        sent = at(day, rng.randint(7, 21), rng.randrange(60))
        found.append(
            (
                sent,
                is_late,
                at(day + timedelta(days=rng.randint(1, 4)), rng.randint(8, 16), rng.randrange(60)),
            )
        )
    return found
