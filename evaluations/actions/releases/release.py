"""Release a ranking that its agencies have seen: from then on everybody who signs in may read it."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit, clock
from core.access import require
from core.dates import format_day
from core.errors import Refused
from evaluations.access.releases import SAME_PERSON
from evaluations.actions.releases.ask import REPLACED
from evaluations.actions.releases.telling import tell_released
from evaluations.enums import ReleaseState
from evaluations.models import PeriodSnapshot, RankingRelease
from evaluations.rules.release_moves import RELEASES


class NotYet(Refused):
    """The agencies may still look, a correction came between, or the same person would do both."""


def release_ranking(*, release: RankingRelease, actor: User, at: datetime) -> RankingRelease:
    """Release it, on the day after the preview at the earliest; doing it twice changes nothing.

    Raises NotYet, TransitionRefused for one that was withdrawn, AccessRefused.
    """
    require(actor, "ranking.release", release)
    with transaction.atomic():
        PeriodSnapshot.objects.select_for_update(of=("self",)).get(pk=release.snapshot_id)
        current = RankingRelease.objects.select_related("snapshot__period").get(pk=release.pk)
        if current.state == ReleaseState.RELEASED:
            return current
        current.state = RELEASES.target(current.state, "release")
        _refuse(current, actor, at)
        current.released_at, current.released_by = at, actor
        current.save(update_fields=["state", "released_at", "released_by"])
        after = {"revision": current.snapshot.revision, "is_public": current.is_public}
        audit.record("ranking.released", actor=actor, subject=current, at=at, after=after)
        tell_released(current, at=at)
    return current


def _refuse(release: RankingRelease, actor: User, at: datetime) -> None:
    if release.asked_by_id == actor.pk:
        raise NotYet(SAME_PERSON)
    if PeriodSnapshot.objects.filter(replaces=release.snapshot_id).exists():
        raise NotYet(REPLACED)
    if clock.local_day(at) <= release.preview_until:
        day = format_day(release.preview_until)
        raise NotYet(f"Các cơ quan còn được xem trước đến hết ngày {day}. Hãy công bố từ ngày sau đó.")
