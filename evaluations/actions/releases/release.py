"""Release a ranking that its agencies have seen: from then on everybody who signs in may read it."""

from datetime import UTC, datetime
from typing import NamedTuple

from django.db import transaction

from agencies.models import User
from core import audit, clock
from core.access import require
from core.dates import format_day
from core.errors import Conflict, Refused
from evaluations.access.releases import SAME_PERSON
from evaluations.actions.releases.ask import REPLACED
from evaluations.actions.releases.telling import tell_released
from evaluations.enums import ReleaseState
from evaluations.models import PeriodSnapshot, RankingRelease
from evaluations.rules.release_moves import RELEASES

CHANGED = (
    "Đề nghị công bố đã thay đổi sau khi bạn mở trang. Trang này đang hiện nội dung mới nhất. "
    "Hãy xem lại rồi bấm Công bố lần nữa."
)


class Shown(NamedTuple):
    """What the page named of the release that a person decides on, as text."""

    asked_at: str
    is_public: str
    digest: str


def shown_of(release: RankingRelease) -> Shown:
    """What names ``release`` and what it releases: when it was asked, for whom, which figures."""
    audience = "public" if release.is_public else "accounts"
    return Shown(release.asked_at.astimezone(UTC).isoformat(), audience, release.snapshot.digest)


class NotYet(Refused):
    """The agencies may still look, a correction came between, or the same person would do both."""


def release_ranking(*, release: RankingRelease, seen: Shown, actor: User, at: datetime) -> RankingRelease:
    """Release it, on the day after the preview at the earliest; doing it twice changes nothing.

    ``seen`` is what the person saw (``shown_of``). Raises Conflict where something else stands by now,
    NotYet, TransitionRefused for one that was withdrawn, AccessRefused.
    """
    require(actor, "ranking.release", release)
    with transaction.atomic():
        PeriodSnapshot.objects.select_for_update(of=("self",)).get(pk=release.snapshot_id)
        current = RankingRelease.objects.select_related("snapshot__period").get(pk=release.pk)
        if current.state == ReleaseState.RELEASED:
            return current
        current.state = RELEASES.target(current.state, "release")
        if seen != shown_of(current):
            raise Conflict(CHANGED)
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
