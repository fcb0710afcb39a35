"""Which set a period opened now would score whom by, without a set and with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agencies.enums import ComparisonGroup
from core import clock
from core.dates import format_month
from evaluations.enums import PeriodKind, PeriodState
from evaluations.models import CriteriaSet, Period
from evaluations.rules.due_dates import span_of
from evaluations.rules.set_choice import Offered, chosen

NEVER = "chưa kỳ nào, vì chưa nhóm cơ quan nào được chấm bằng bộ này"
"""What is said of a set that no group would be scored by."""


def offered_sets() -> list[Offered]:
    """The published scoring sets; one statement."""
    rows = CriteriaSet.objects.published().filter(is_scoring=True).order_by("pk")
    return [
        Offered(pk, groups, moment)
        for pk, groups, moment in rows.values_list("pk", "comparison_groups", "published_at")
        if moment is not None
    ]


def chosen_sets() -> dict[ComparisonGroup, int | None]:
    """The set (by id) that a period opened now would pin for each ranked group; one statement."""
    return chosen(offered_sets())


def others_than(criteria_set: CriteriaSet) -> list[Offered]:
    """What would be offered without the set."""
    return [one for one in offered_sets() if one.set_id != criteria_set.pk]


@dataclass(frozen=True, slots=True)
class Given:
    """A group and the sets by which it is scored: now, and once another set is published."""

    group: ComparisonGroup
    before: CriteriaSet | None
    after: CriteriaSet | None

    @property
    def changes(self) -> bool:
        """Whether another set would score the group."""
        return self.before != self.after


def given_by(draft: CriteriaSet, at: datetime) -> list[Given]:
    """Who is scored by what now, and who would be were the draft published; nobody by one for reference."""
    if not draft.is_scoring:
        return []
    others = others_than(draft)
    before, after = chosen(others), chosen(_with(others, draft, at))
    sets = {one.pk: one for one in CriteriaSet.objects.filter(pk__in={*before.values(), *after.values()})}
    return [Given(group, sets.get(before[group] or 0), sets.get(after[group] or 0)) for group in before]


def _with(others: Iterable[Offered], added: CriteriaSet, at: datetime) -> list[Offered]:
    return [*others, Offered(added.pk, added.comparison_groups, added.published_at or at)]


def counts_from(criteria_set: CriteriaSet, at: datetime) -> str:
    """The first month that will be scored by a set published at ``at``: the first that is not open yet.

    A set for reference scores no month and counts at once; one that no group would be scored by, never.
    """
    if not criteria_set.is_scoring:
        return "ngay, để đối chiếu"
    if criteria_set.pk not in chosen(_with(others_than(criteria_set), criteria_set, at)).values():
        return NEVER
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
