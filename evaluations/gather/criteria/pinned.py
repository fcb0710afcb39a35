"""Which set scores whom: what would be pinned now, what a period has, and what changed between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet, Subquery

from agencies.enums import ComparisonGroup
from core import clock
from core.dates import format_month
from evaluations.enums import PeriodKind, PeriodState
from evaluations.gather.criteria.definition import definition_of
from evaluations.models import CriteriaSet, Period, PeriodSet
from evaluations.rules.due_dates import span_of
from evaluations.rules.set_changes import Change, changes_between
from evaluations.rules.set_choice import RANKED_GROUPS, Offered, choose
from evaluations.rules.set_labels import COMPARED

if TYPE_CHECKING:
    PeriodSetRows = QuerySet[PeriodSet]


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

    codes: Sequence[str]
    old: CriteriaSet
    new: CriteriaSet
    changes: Sequence[Change]

    @property
    def groups(self) -> str:
        """The groups in words."""
        if {*self.codes} == {*RANKED_GROUPS}:
            return "Mọi nhóm cơ quan"
        return "; ".join(COMPARED[code] for code in self.codes)

    @property
    def sets(self) -> str:
        """Which set gave way to which; of two versions of one set the title is said once."""
        old, new = self.old, self.new
        if (old.code, old.title) == (new.code, new.title):
            return f"{new.title}, phiên bản {old.version} → {new.version}"
        return f"{old} → {new}"

    @property
    def count(self) -> int:
        """How many differences there are."""
        return len(self.changes)


def change_between(period_id: int, previous_id: int | None) -> list[PinnedChange]:
    """What changed in the sets from one period to another, each pair of sets once; nothing if alike."""
    if previous_id is None:
        return []
    return _changes(PeriodSet.objects.filter(period__in=(period_id, previous_id)), period_id)


def changed_in(period_id: int) -> list[PinnedChange]:
    """What changed since the period of its kind before it, as ``criteria/_changed_notice.html`` shows it.

    One statement where nothing changed.
    """
    own = Period.objects.filter(pk=period_id)
    earlier = Period.objects.filter(
        kind=Subquery(own.values("kind")), starts_on__lt=Subquery(own.values("starts_on"))
    ).exclude(state=PeriodState.SCHEDULED)
    previous = earlier.order_by("-starts_on").values("pk")[:1]
    rows = PeriodSet.objects.filter(Q(period=period_id) | Q(period=Subquery(previous)))
    return _changes(rows, period_id)


def _changes(rows: "PeriodSetRows", period_id: int) -> list[PinnedChange]:
    before: dict[str, CriteriaSet] = {}
    after: dict[str, CriteriaSet] = {}
    for row in rows.select_related("criteria_set").order_by("comparison_group"):
        (after if row.period_id == period_id else before)[row.comparison_group] = row.criteria_set
    groups_of: dict[tuple[CriteriaSet, CriteriaSet], list[str]] = {}
    for group, new in after.items():
        old = before.get(group)
        if old is not None and old != new:
            groups_of.setdefault((old, new), []).append(group)
    return [
        PinnedChange(groups, old, new, changes_between(definition_of(old), definition_of(new)))
        for (old, new), groups in groups_of.items()
    ]


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
