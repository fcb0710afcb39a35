"""Releasing the rankings of the months that the demonstration closed: its public page has something."""

from datetime import datetime, timedelta

from django.db import transaction

from core import audit
from core.clock import local_day
from evaluations.enums import ReleaseState
from evaluations.models import PeriodSnapshot, RankingRelease

PREVIEW, AFTER = timedelta(days=3), timedelta(days=4)
"""How long after the closing its agencies looked at a ranking, and when it was released."""


def release_closed_months(*, at: datetime) -> int:
    """Release each closed month whose agencies have had their look by ``at``; how many. Again is fine.

    As ``ask_release`` and ``release_ranking`` do it, without the two people, whom the demonstration has not.
    """
    waiting = PeriodSnapshot.objects.filter(release=None, replaced_by=None, made_at__lte=at - AFTER)
    rows = [_released(snapshot) for snapshot in waiting.order_by("sequence")]
    with transaction.atomic():
        for row in rows:
            row.save(force_insert=True)
            after = {"revision": row.snapshot.revision, "is_public": row.is_public}
            audit.record("ranking.released", actor=None, subject=row, at=row.released_at, after=after)
    return len(rows)


def _released(snapshot: PeriodSnapshot) -> RankingRelease:
    return RankingRelease(
        snapshot=snapshot,
        state=ReleaseState.RELEASED,
        preview_until=local_day(snapshot.made_at + PREVIEW),
        is_public=True,
        asked_at=snapshot.made_at,
        released_at=snapshot.made_at + AFTER,
    )
