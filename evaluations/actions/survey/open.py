"""Open the month's survey in every agency that a survey feeds, and make the keys that sign its ballots."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from core import audit, clock, outbox
from core.blind import fingerprint, make_key
from core.dates import format_day
from core.errors import PeriodClosed, Refused
from evaluations.declarations.survey import SURVEY_KEYS
from evaluations.gather.rated import rated_agencies
from evaluations.gather.survey.asking import asked_by_set
from evaluations.models import Period, Survey

LEAST_DAYS = 3
"""A survey stays open at least so many days, so that turns and ballots of many people mix."""


class SurveyDates(Refused):
    """The days of the survey do not fit the month."""


class NothingAsked(Refused):
    """No criterion of the month's sets is fed by a survey."""


def open_surveys(*, period: Period, opens_on: date, closes_on: date, actor: Any, at: datetime) -> int:
    """A survey [opens_on, closes_on], both included, in each rated agency; how many are new.

    Agencies that have theirs keep it, so that repeating this changes nothing. Raises PeriodClosed,
    SurveyDates, NothingAsked.
    """
    with transaction.atomic():
        row = Period.objects.select_for_update(of=("self",)).get(pk=period.pk)
        if not row.is_open:
            raise PeriodClosed
        _refuse_days(row, opens_on, closes_on, clock.local_day(at))
        rated = rated_agencies(row)
        asking = {one for one in {agency.criteria_set_id for agency in rated} if asked_by_set(one)}
        if not asking:
            raise NothingAsked(
                "Bộ tiêu chí của tháng này không có tiêu chí nào lấy điểm từ khảo sát ẩn danh."
            )
        standing = set(Survey.objects.filter(period=row).values_list("agency", flat=True))
        fresh = [
            Survey(period=row, agency_id=agency.agency_id, opens_on=opens_on, closes_on=closes_on)
            for agency in rated
            if agency.criteria_set_id in asking and agency.agency_id not in standing
        ]
        if fresh:
            Survey.objects.bulk_create(fresh)
            outbox.send(SURVEY_KEYS, {"period": row.pk}, at=at)
            days = {"opens_on": opens_on, "closes_on": closes_on, "agencies": len(fresh)}
            audit.record("survey.opened", actor=actor, subject=row, at=at, after=days)
    return len(fresh)


def _refuse_days(period: Period, opens_on: date, closes_on: date, today: date) -> None:
    if opens_on < today:
        raise SurveyDates("Ngày mở không được trước hôm nay.")
    if (closes_on - opens_on).days + 1 < LEAST_DAYS:
        raise SurveyDates(
            f"Khảo sát mở ít nhất {LEAST_DAYS} ngày, để không ai đoán được phiếu của ai theo giờ gửi."
        )
    if closes_on > period.review_due_on:
        raise SurveyDates(
            f"Ngày cuối nhận phiếu không được sau hạn nhận xét {format_day(period.review_due_on)}, "
            "để còn kiểm phiếu trước khi chốt tháng."
        )


def make_keys(*, period: Period, at: datetime) -> int:
    """Make the keys that surveys of a month still wait for; how many.

    Their fingerprints go into the chained audit trail, so that no key is exchanged afterwards unnoticed and
    no person is given a key of their own.
    """
    waiting = Survey.objects.filter(period=period, public_key="", counted_at=None).order_by("pk")
    # some seconds for a province: before the transaction, which on SQLite keeps everybody else from writing
    fresh = {pk: make_key() for pk in waiting.values_list("pk", flat=True)}
    made: dict[str, str] = {}
    with transaction.atomic():
        for survey in waiting.filter(pk__in=fresh).select_related("agency").select_for_update(of=("self",)):
            survey.public_key, survey.private_key = key = fresh[survey.pk]
            survey.save(update_fields=["public_key", "private_key"])
            made[survey.agency.code] = fingerprint(key.public)
        if made:
            audit.record("survey.keys_made", actor=None, subject=period, at=at, after={"keys": made})
    return len(made)
