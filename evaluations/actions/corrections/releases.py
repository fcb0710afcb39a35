"""A ranking that was shown or released from a snapshot that a correction replaced stands no more."""

from datetime import datetime

from agencies.models import User
from evaluations.actions.releases.withdraw import withdraw_release
from evaluations.models import PeriodSnapshot, RankingRelease

WHY = "Kỳ được điều chỉnh: bản {revision} được thay bằng bản mới. Xếp hạng của bản mới được công bố lại."


def withdraw_old_ranking(snapshot: PeriodSnapshot, *, actor: User, at: datetime) -> None:
    """Withdraw the release of ``snapshot``, if there is one; the new revision is released anew."""
    release = RankingRelease.objects.filter(snapshot=snapshot).first()
    if release is not None:
        withdraw_release(release=release, reason=WHY.format(revision=snapshot.revision), actor=actor, at=at)
