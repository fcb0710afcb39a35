"""The last rungs of the ladder: the close of the period, and the release of its ranking."""

from core.dates import format_moment
from evaluations.enums import ReleaseState
from evaluations.models import Period, PeriodSnapshot

Rungs = list[dict[str, str]]


def released_rungs(period: Period) -> Rungs:
    """Closed by whom and when, and whether the newest revision is released (one query once closed)."""
    if period.is_open:
        return [{"when": "", "title": "Chốt kỳ và công bố: chưa", "kind": "neutral"}]
    snapshots = list(
        PeriodSnapshot.objects.filter(period=period)
        .select_related("made_by", "release", "release__released_by")
        .order_by("revision")
    )
    if not snapshots:
        return []
    first, newest = snapshots[0], snapshots[-1]
    closed = {"when": format_moment(first.made_at), "title": "Chốt kỳ: đã chốt", "kind": "ok"}
    if first.made_by:
        closed["who"] = str(first.made_by)
    if newest.revision > 1:
        closed["text"] = f"Đang hiện bản {newest.revision}, sau điều chỉnh."
    return [closed, _release(newest)]


def _release(newest: PeriodSnapshot) -> dict[str, str]:
    release = getattr(newest, "release", None)
    if release is None or release.state != ReleaseState.RELEASED:
        words = release.get_state_display().lower() if release else "chưa"
        return {"when": "", "title": f"Công bố: {words}", "kind": "neutral"}
    return {
        "when": format_moment(release.released_at),
        "who": str(release.released_by),
        "title": "Công bố: đã công bố",
        "kind": "ok",
    }
