"""Feedback cases of a month by agency: verified ones for the score, answered ones for CQ-14."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, UUIDField
from django.db.models.functions import Coalesce

from evaluations.models import Period
from evaluations.rules.cases import TOP_LEVEL, answering_level
from feedback.enums import CaseState
from feedback.models import FeedbackCase
from feedback.models.cases import FeedbackCaseQuerySet

ORIGIN = Coalesce("split_from_id", "id", output_field=UUIDField())
"""The report that a case is, or was split off: what a citizen sent once deducts once."""
SCORED_STATES = (CaseState.RELEASED, CaseState.ASSIGNED, CaseState.ANSWERED)
"""A merged case is answered and judged with its main one; it counts once."""
COUNTED_STATES = (*SCORED_STATES, CaseState.HANDED)
"""What was handed over keeps a verdict only where a closed month counted it; that count stays as it was."""


def is_channel_open(before: date) -> bool:
    """Whether any case had reached an agency before that day: without a channel, silence says nothing."""
    # what was handed over lost the day of its batch, not that of a verdict that counts
    reached = Q(released_on__lt=before) | Q(verdict_on__lt=before)
    return FeedbackCase.objects.filter(reached).exists()


def counted_cases(period: Period, agencies: Collection[int] | None = None) -> FeedbackCaseQuerySet:
    """The cases that count in the month: verified in whole or in part, by the day of the verdict."""
    counted = FeedbackCase.objects.counted().filter(
        state__in=COUNTED_STATES, verdict_on__gte=period.starts_on, verdict_on__lt=period.ends_on
    )
    return counted if agencies is None else counted.filter(agency__in=agencies)


def verified_since(day: date) -> FeedbackCaseQuerySet:
    """The cases found right, in whole or in part, on ``day`` or later."""
    return FeedbackCase.objects.counted().filter(state__in=COUNTED_STATES, verdict_on__gte=day)


def gather_cases(
    period: Period, agencies: Collection[int] | None = None
) -> Mapping[int, Mapping[str, int]] | None:
    """Verified reports of the month by agency and code; None before the channel exists (two queries).

    A report and its parts inside one agency that count for one criterion are one.
    """
    if not is_channel_open(period.ends_on):
        return None
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = counted_cases(period, agencies).order_by().values_list("agency", "criterion")
    for agency, code, count in rows.annotate(count=Count(ORIGIN, distinct=True)):
        found[agency][code] = count
    return found


def cases_due(period: Period, agencies: Collection[int]) -> FeedbackCaseQuerySet:
    """The cases of which CQ-14 of the month speaks: due in it, or due before and perhaps dragging."""
    return FeedbackCase.objects.filter(
        agency__in=agencies, state__in=SCORED_STATES, due_on__lt=period.ends_on
    )


class Answering(NamedTuple):
    """CQ-14 of the agencies: (k, n) and the words that stand beside it, by agency."""

    levels: dict[int, tuple[int, int]]
    notes: dict[int, str]


def answering(period: Period, agencies: Collection[int], today: date) -> Answering:
    """How cases due in the month were answered as of its last day, or ``today`` while it runs; two queries.

    A case counts in the month of its due day, extensions included; one answered before its day counts at
    once, one that waits only when its day has passed: one due on the last day is late from the first day
    after the month on. Before the channel exists nothing is said.
    """
    found = Answering({}, {})
    on, passed = min(period.last_day, today), min(period.ends_on, today)
    if not is_channel_open(period.ends_on):
        return found
    tallies: dict[int, list[int]] = {agency: [0, 0, 0] for agency in agencies}
    rows = cases_due(period, agencies)
    for agency, due_on, answered_on in rows.order_by().values_list("agency", "due_on", "answered_on"):
        if agency is None or due_on is None:
            continue
        answered = answered_on is not None and answered_on <= on
        tally = tallies[agency]
        if due_on < period.starts_on:
            tally[2] += not answered
        elif answered or due_on < passed:
            tally[0] += 1
            tally[1] += answered_on is not None and answered_on <= min(due_on, on)
    for agency, (due, in_time, dragging) in tallies.items():
        level = answering_level(due, in_time, dragging=dragging > 0)
        found.levels[agency] = (level, TOP_LEVEL)
        found.notes[agency] = _words(due, in_time, dragging)
    return found


def _words(due: int, in_time: int, dragging: int) -> str:
    if dragging:
        return f"Còn {dragging} phản ánh quá hạn từ tháng trước chưa trả lời."
    if not due:
        return "Không có phản ánh nào đến hạn trong tháng."
    return f"Trả lời đúng hạn {in_time}/{due} phản ánh đến hạn trong tháng."
