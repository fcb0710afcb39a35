"""Why a ranking was withdrawn, as the audit trail keeps it."""

from core.models import AuditEntry
from evaluations.enums import ReleaseState
from evaluations.models import RankingRelease


def withdrawal_reason(release: RankingRelease) -> str:
    """The reason of the last withdrawal; empty for what is not withdrawn, which asks nothing."""
    if release.state != ReleaseState.WITHDRAWN:
        return ""
    entries = AuditEntry.objects.filter(
        event="ranking.withdrawn", subject_type=release._meta.label_lower, subject_id=str(release.pk)
    )
    last = entries.order_by("at", "sequence").last()
    return last.reason if last else ""
