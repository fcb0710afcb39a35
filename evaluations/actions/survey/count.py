"""Count a survey that is over: the figures go to the register, ballots, turns and the key are destroyed."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from core import audit, clock, outbox
from core.errors import Refused
from evaluations.actions.corrections.came_late import came_late
from evaluations.declarations import RESULTS_STALE
from evaluations.gather.sets import load_set
from evaluations.gather.survey.asking import asked_by_set, set_of
from evaluations.models import Period, RegisterFact, Survey, SurveyBallot, SurveyCount, SurveyTurn
from evaluations.rules.survey.counting import Count, count

NOTE = "Khảo sát ẩn danh trên cổng, {answers} phiếu trả lời câu này."

MORE_BALLOTS = "Số phiếu nhiều hơn số người đã nhận phiếu nên không công nhận kết quả."


class SurveyStillOpen(Refused):
    """Its last day is not over, so a ballot may still come."""


def count_survey(*, survey: Survey, at: datetime) -> list[Count]:
    """What each question came to, those that too few answered left out; counting again changes nothing.

    More ballots than people who took one are forged ones among them, and nothing is counted.
    A month that was closed meanwhile gets no fact; its counts are kept and a correction may take them up. A
    fact that people entered for the criterion stands. Raises SurveyStillOpen.
    """
    with transaction.atomic():
        row = Survey.objects.select_for_update(of=("self",)).select_related("period").get(pk=survey.pk)
        if row.counted_at is not None:
            return []
        if row.closes_on >= clock.local_day(at):
            raise SurveyStillOpen("Khảo sát còn nhận phiếu đến hết ngày cuối cùng, chưa kiểm được.")
        set_id = set_of(row.period, row.agency_id)
        asked = asked_by_set(set_id) if set_id is not None else []
        least = load_set(set_id).rules.min_citizen_n if set_id is not None else 0
        ballots = list(SurveyBallot.objects.filter(survey=row).order_by("pk").values_list("marks", flat=True))
        # whoever holds the key could make ballots, but not turns that name nobody
        is_stuffed = len(ballots) > SurveyTurn.objects.filter(survey=row).count()
        counts = [] if is_stuffed else count([one.code for one in asked], ballots, least)
        SurveyCount.objects.bulk_create(
            SurveyCount(survey=row, criterion=one.code, answers=one.answers, marks=one.marks)
            for one in counts
        )
        ids = {one.code: one.criterion_id for one in asked}
        written = _register(row, counts, ids, at)
        _destroy(row, at)
        after: dict[str, Any] = {"counts": [one._asdict() for one in counts], "facts": written}
        if is_stuffed:
            after["refused"] = MORE_BALLOTS
        audit.record("survey.counted", actor=None, subject=row, at=at, agency_id=row.agency_id, after=after)
    return counts


def _register(survey: Survey, counts: list[Count], ids: dict[str, int], at: datetime) -> int:
    """The facts of an open month; how many were written."""
    period = Period.objects.select_for_update(of=("self",)).get(pk=survey.period_id)
    if not counts:
        return 0
    if not period.is_open:
        came_late(period.pk, at)
        return 0
    standing = set(
        RegisterFact.objects.filter(period=period, agency=survey.agency_id).values_list(
            "criterion", flat=True
        )
    )
    fresh = []
    for one in counts:
        if ids[one.code] not in standing:
            n, k = one.fact
            fresh.append(
                RegisterFact(
                    id=uuid4(),
                    period=period,
                    agency_id=survey.agency_id,
                    criterion_id=ids[one.code],
                    n=n,
                    k=k,
                    note=NOTE.format(answers=one.answers),
                    declared_at=at,
                    verified_at=at,
                )
            )
    RegisterFact.objects.bulk_create(fresh)
    outbox.send(RESULTS_STALE, {"agency": survey.agency_id, "period": period.pk}, at=at)
    return len(fresh)


def _destroy(survey: Survey, at: datetime) -> None:
    """Nothing is left of who took a ballot, of the ballots, and of the key that could make another."""
    survey.ballots.all().delete()
    survey.turns.all().delete()
    survey.private_key = ""
    # a count that waited for the closing is a late one: it is asked for as a correction
    closed_at = Period.objects.values_list("closed_at", flat=True).get(pk=survey.period_id)
    survey.counted_at = max(at, closed_at) if closed_at else at
    survey.save(update_fields=["private_key", "counted_at"])
