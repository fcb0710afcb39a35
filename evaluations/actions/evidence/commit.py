"""Promise the seed of a month's draw while nobody knows yet who will owe a form."""

import secrets
from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit, clock
from core.errors import Conflict, Refused
from evaluations.actions.guard import refuse_closed_period
from evaluations.models import EvidenceDraw, Period
from evaluations.rules.calibration.proof import PERCENTS
from evaluations.rules.planning.draws import SEED_BYTES, commitment_of


class TooLate(Refused):
    """The month is over, so a seed could be chosen to draw whom one likes."""


class PercentOutOfRange(Refused):
    """Nothing, or too many (HTTP 422)."""

    status = 422


def commit_draw(*, period: Period, percent: int, actor: User, at: datetime) -> EvidenceDraw:
    """Make a seed and publish its SHA-256; the same request again gives the first answer.

    Raises TooLate once the month's last day is over, PercentOutOfRange, PeriodClosed, and Conflict when the
    month has its commitment: it is made once, by one person.
    """
    if percent not in PERCENTS:
        raise PercentOutOfRange(f"Tỷ lệ rút từ {PERCENTS.start}% đến {PERCENTS.stop - 1}%.")
    with refuse_closed_period(), transaction.atomic():
        # two commitments at once queue up here, and the second finds the first
        Period.objects.select_for_update(of=("self",)).get(pk=period.pk)
        standing = EvidenceDraw.objects.filter(period=period).defer("codes").first()
        if standing is not None:
            if (standing.committed_by_id, standing.percent) != (actor.pk, percent):
                raise Conflict(f"{period.label} đã có cam kết, không thay được hạt giống hay tỷ lệ.")
            return standing
        if clock.local_day(at) >= period.ends_on:
            raise TooLate(
                f"{period.label} đã qua. Cam kết phải công bố trước khi hết tháng, nếu không có thể chọn một "
                "hạt giống vừa ý."
            )
        seed = secrets.token_hex(SEED_BYTES)
        made = EvidenceDraw.objects.create(
            period=period,
            percent=percent,
            seed=seed,
            commitment=commitment_of(seed),
            committed_by=actor,
            committed_at=at,
        )
        after = {"period": period.label, "percent": percent, "commitment": made.commitment}
        audit.record("evidence_draw.committed", actor=actor, subject=made, at=at, after=after)
    return made
