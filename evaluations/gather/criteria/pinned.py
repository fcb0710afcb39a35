"""Which set scores whom: what a period has pinned, and what changed between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet, Subquery

from evaluations.enums import PeriodState
from evaluations.gather.criteria.changes import changes_from
from evaluations.models import CriteriaSet, Period, PeriodSet
from evaluations.rules.set_changes import Change
from evaluations.rules.set_choice import RANKED_GROUPS
from evaluations.rules.set_labels import COMPARED

if TYPE_CHECKING:
    PeriodSetRows = QuerySet[PeriodSet]


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
        PinnedChange(groups, old, new, changes_from(old, new)) for (old, new), groups in groups_of.items()
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
