"""Which set scores whom: what would be pinned now, what a period has, and what changed between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agencies.enums import ComparisonGroup
from core import clock
from core.dates import format_month
from evaluations.enums import PeriodKind, PeriodState
from evaluations.gather.criteria.definition import definition_of
from evaluations.models import CriteriaSet, Period, PeriodSet
from evaluations.rules.due_dates import span_of
from evaluations.rules.set_changes import Change, changes_between
from evaluations.rules.set_choice import RANKED_GROUPS, Offered, choose


def chosen_sets() -> dict[ComparisonGroup, int | None]:
    """The set (by id) that a period opened now would pin for each ranked group; one statement."""
    rows = CriteriaSet.objects.published().filter(is_scoring=True).order_by("pk")
    offered = [
        Offered(pk, groups, moment)
        for pk, groups, moment in rows.values_list("pk", "comparison_groups", "published_at")
        if moment is not None
    ]
    return {group: choose(offered, group) for group in RANKED_GROUPS}


def counts_from(criteria_set: CriteriaSet, at: datetime) -> str:
    """The first month that will be scored by a set published at ``at``: the first that is not open yet.

    A set for reference scores no month and counts at once.
    """
    if not criteria_set.is_scoring:
        return "ngay, để đối chiếu"
    span = span_of(PeriodKind.MONTH, clock.local_day(at))
    opened = set(
        Period.objects.months()
        .filter(starts_on__gte=span.starts_on)
        .exclude(state=PeriodState.SCHEDULED)
        .order_by("starts_on")
        .values_list("starts_on", flat=True)
    )
    while span.starts_on in opened:
        span = span_of(PeriodKind.MONTH, span.ends_on)
    return f"Tháng {format_month(span.starts_on)}"


@dataclass(frozen=True, slots=True)
class PinnedChange:
    """A group's set is not the one of the period before: which groups, which sets, what differs."""

    groups: str
    old: CriteriaSet
    new: CriteriaSet
    changes: Sequence[Change]

    @property
    def count(self) -> int:
        """How many differences there are."""
        return len(self.changes)


def change_between(period: Period, previous: Period | None) -> list[PinnedChange]:
    """What changed in the sets from ``previous`` to ``period``, each pair of sets once; nothing if alike.

    Two statements where nothing changed.
    """
    if previous is None:
        return []
    before, after = _pinned(previous), _pinned(period)
    groups_of: dict[tuple[int, int], list[str]] = {}
    for group, new in after.items():
        old = before.get(group)
        if old is not None and old.pk != new.pk:
            groups_of.setdefault((old.pk, new.pk), []).append(group)
    sets = {one.pk: one for one in (*before.values(), *after.values())}
    labels = dict(ComparisonGroup.choices)
    return [
        PinnedChange(
            "; ".join(str(labels[group]) for group in groups),
            sets[old],
            sets[new],
            changes_between(definition_of(sets[old]), definition_of(sets[new])),
        )
        for (old, new), groups in groups_of.items()
    ]


def previous_of(period: Period) -> Period | None:
    """The newest period of the same kind before this one that has been opened."""
    earlier = Period.objects.filter(kind=period.kind, starts_on__lt=period.starts_on)
    return earlier.exclude(state=PeriodState.SCHEDULED).order_by("-starts_on").first()


def changed_in(period: Period) -> list[PinnedChange]:
    """What changed in the sets since the period before; for ``criteria/_changed_notice.html``."""
    return change_between(period, previous_of(period))


def pinned_periods(criteria_set: CriteriaSet) -> list[tuple[Period, str]]:
    """The periods that this set scores, newest first, with the groups it scores in each."""
    rows = (
        PeriodSet.objects.filter(criteria_set=criteria_set)
        .select_related("period")
        .order_by("-period__starts_on", "period__kind", "comparison_group")
    )
    groups: dict[Period, list[str]] = {}
    for row in rows:
        groups.setdefault(row.period, []).append(str(row.get_comparison_group_display()))
    return [(period, "; ".join(names)) for period, names in groups.items()]


def _pinned(period: Period) -> Mapping[str, CriteriaSet]:
    rows = PeriodSet.objects.filter(period=period).select_related("criteria_set").order_by("comparison_group")
    return {row.comparison_group: row.criteria_set for row in rows}
