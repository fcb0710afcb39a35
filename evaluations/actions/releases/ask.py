"""Ask for a closed period's ranking to be released, which shows it to its agencies first."""

from datetime import date, datetime

from django.db import transaction

from agencies.models import User
from core import audit, clock
from core.access import require
from core.errors import Conflict, Refused
from evaluations.actions.releases.telling import tell_asked, tell_preview
from evaluations.enums import ReleaseState
from evaluations.models import PeriodSnapshot, RankingRelease
from evaluations.rules.release_moves import RELEASES

REPLACED = "Kỳ này đã có bản chốt mới hơn do điều chỉnh. Hãy đề nghị công bố bản mới nhất."
STANDS_ALREADY = "Xếp hạng này đang ở đợt công bố khác. Hãy tải lại trang để xem."


class NotReleasable(Refused):
    """The snapshot was replaced by a correction, or the preview would be over before it began."""


def ask_release(
    *,
    snapshot: PeriodSnapshot,
    preview_until: date,
    is_public: bool,
    note: str,
    actor: User,
    at: datetime,
) -> RankingRelease:
    """Show the ranking to its agencies until ``preview_until`` is over, for a second person to release then.

    The same once more gives what stands; other content is a Conflict. What was withdrawn may be asked for
    anew while no correction has replaced the snapshot. Raises NotReleasable, AccessRefused.
    """
    require(actor, "ranking.ask_release", snapshot)
    with transaction.atomic():
        current = PeriodSnapshot.objects.select_for_update(of=("self",)).get(pk=snapshot.pk)
        standing = RankingRelease.objects.filter(snapshot=current).first()
        if standing is not None and standing.state != ReleaseState.WITHDRAWN:
            return _same(standing, preview_until, is_public=is_public, note=note, actor=actor)
        if PeriodSnapshot.objects.filter(replaces=current).exists():
            raise NotReleasable(REPLACED)
        if preview_until < clock.local_day(at):
            raise NotReleasable("Ngày cuối xem trước đã qua. Hãy chọn hôm nay hoặc một ngày sau.")
        if standing is not None:
            RELEASES.target(standing.state, "ask")
        release = RankingRelease(
            snapshot=current,
            preview_until=preview_until,
            is_public=is_public,
            note=note,
            asked_at=at,
            asked_by=actor,
        )
        release.save()
        after = {"revision": current.revision, "preview_until": preview_until, "is_public": is_public}
        audit.record("ranking.asked", actor=actor, subject=release, at=at, after=after, reason=note)
        tell_preview(release, at=at)
        tell_asked(release, at=at)
    return release


def _same(
    standing: RankingRelease, preview_until: date, *, is_public: bool, note: str, actor: User
) -> RankingRelease:
    asked = (standing.preview_until, standing.is_public, standing.note, standing.asked_by_id)
    if asked != (preview_until, is_public, note, actor.pk):
        raise Conflict(STANDS_ALREADY)
    return standing
