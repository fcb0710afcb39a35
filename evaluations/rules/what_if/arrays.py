"""Many stored scores under other rules at once: the heads alone, by the arrays of ``rules/month``.

A packed breakdown holds its sources pooled and in order already, so its columns are read as they stand; what
only a stored row needs (criteria, sources, gaps) is not made. A test holds this to the pure path.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from evaluations.rules.inputs import Adjustment, SourceInput
from evaluations.rules.month.arrays import Ints, plan_arrays
from evaluations.rules.month.columns import group_scores
from evaluations.rules.month.points import Shared, contributions, share_month
from evaluations.rules.month.readings import Readings, read_cells
from evaluations.rules.plan import SLOT_OF, WIDTH, Plan, plan_of
from evaluations.rules.results import AgencyScore
from evaluations.rules.score import Covered, bonus_line, conclude
from evaluations.rules.set_rules import SetRules
from evaluations.rules.what_if.known import Case

Columns = tuple[Ints, Ints, Ints, Ints]


def score_by_arrays(copy: SetRules, cases: Sequence[Case]) -> list[AgencyScore] | None:
    """The heads of the scores under ``copy`` in the order of ``cases``; None for what arrays do not hold."""
    plan = plan_of(copy)
    readings = read_cells(plan, *_columns(plan, cases))
    skipped = [case.skipped for case in cases]
    shared = readings and share_month(copy, plan, readings, skipped)
    if not readings or not shared:
        return None
    groups = group_scores(copy, plan, shared, contributions(copy, readings, shared))
    covered = map(Covered, shared.with_data.tolist(), shared.applicable.tolist())
    bonuses = _bonuses(copy, plan, readings, shared)
    return [
        conclude(
            copy,
            of_groups,
            cover,
            (*case.adjustments, *bonuses.get(at, ())),
            case.knock_outs,
            conditions=case.conditions,
        )
        for at, (case, of_groups, cover) in enumerate(zip(cases, groups, covered, strict=True))
    ]


def _columns(plan: Plan, cases: Sequence[Case]) -> Columns:
    """cell, n, k and age of every source of every agency, in order of cell."""
    width = len(plan.criteria)
    spoken = np.array([case.breakdown["criteria"][4] for case in cases], np.int64).reshape(-1)
    slot, n, k, age = (_column(cases, at) for at in (0, 3, 4, 5))
    cell = np.repeat(np.arange(spoken.size), spoken) * WIDTH + slot
    older = [
        ((at * width + one.position) * WIDTH + SLOT_OF[one.source], one.n, one.k, one.age)
        for at, case in enumerate(cases)
        for one in _youngest(case.older)
    ]
    return _with(older, (cell, n, k, age)) if older else (cell, n, k, age)


def _column(cases: Sequence[Case], at: int) -> Ints:
    values: list[int] = []
    for case in cases:
        values += case.breakdown["sources"][at]
    return np.array(values, np.int64)


def _youngest(inputs: Sequence[SourceInput]) -> list[SourceInput]:
    """Of several ages of one source of one criterion the youngest, those of one age added up (S2, S4)."""
    found: dict[tuple[int, str], SourceInput] = {}
    for one in inputs:
        key = (one.position, one.source)
        have = found.get(key)
        if have is None or one.age < have.age:
            found[key] = one
        elif one.age == have.age:
            found[key] = have._replace(n=have.n + one.n, k=have.k + one.k)
    return [one for one in found.values() if one.n > 0]


def _with(older: Sequence[tuple[int, int, int, int]], stored: Columns) -> Columns:
    """The stored cells with those of older inspections where the stored have none."""
    have = set(stored[0].tolist())
    added = np.array([row for row in older if row[0] not in have], np.int64).reshape(-1, 4).T
    cell, n, k, age = (np.concatenate(both) for both in zip(stored, added, strict=True))
    order = np.argsort(cell, kind="stable")
    return cell[order], n[order], k[order], age[order]


def _bonuses(
    copy: SetRules, plan: Plan, readings: Readings, shared: Shared
) -> Mapping[int, list[Adjustment]]:
    """By place of the agency the lines of S7 that its bonus criteria bring."""
    lines: dict[int, list[Adjustment]] = defaultdict(list)
    earned = np.flatnonzero(shared.has_data & ~shared.skipped & plan_arrays(plan).is_bonus)
    for at, (_, blend) in zip(earned.tolist(), readings.blends(earned), strict=True):
        agency, position = divmod(at, len(plan.criteria))
        lines[agency] += bonus_line(copy, plan, position, blend)
    return lines
