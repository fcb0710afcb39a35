"""A ranking that was shown or released from a snapshot that a correction replaced stands no more."""

from datetime import datetime

from agencies.models import User
from evaluations.enums import ReleaseState
from evaluations.models import PeriodSnapshot, RankingRelease


def withdraw_releases(snapshot: PeriodSnapshot, *, actor: User, at: datetime) -> int:
    """Withdraw the release of ``snapshot``, if there is one; the new revision is released anew."""
    standing = RankingRelease.objects.filter(snapshot=snapshot).exclude(state=ReleaseState.WITHDRAWN)
    return standing.update(state=ReleaseState.WITHDRAWN, withdrawn_at=at, withdrawn_by=actor)
