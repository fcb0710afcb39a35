"""Withdraw a ranking that is previewed or released: nobody but Home Affairs and the leaders sees it then."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from core.errors import Refused
from evaluations.actions.releases.telling import tell_withdrawn
from evaluations.enums import ReleaseState
from evaluations.models import PeriodSnapshot, RankingRelease
from evaluations.rules.release_moves import RELEASES


class NoReason(Refused):
    """A withdrawal without a word of why."""


def withdraw_release(*, release: RankingRelease, reason: str, actor: User, at: datetime) -> RankingRelease:
    """Withdraw it and tell the agencies why; doing it twice changes nothing.

    Raises NoReason, AccessRefused.
    """
    require(actor, "ranking.withdraw", release)
    if not reason.strip():
        raise NoReason("Hãy ghi lý do rút công bố.")
    with transaction.atomic():
        PeriodSnapshot.objects.select_for_update(of=("self",)).get(pk=release.snapshot_id)
        current = RankingRelease.objects.select_related("snapshot__period").get(pk=release.pk)
        if current.state == ReleaseState.WITHDRAWN:
            return current
        before = {"state": current.state}
        current.state = RELEASES.target(current.state, "withdraw")
        current.withdrawn_at, current.withdrawn_by = at, actor
        current.save(update_fields=["state", "withdrawn_at", "withdrawn_by"])
        audit.record(
            "ranking.withdrawn", actor=actor, subject=current, at=at, before=before, reason=reason.strip()
        )
        tell_withdrawn(current, reason=reason.strip(), at=at)
    return current
