"""The row of a period held while it is closed, and whether it may be."""

from datetime import datetime

from core.dates import format_moment
from core.errors import PeriodClosed, Refused
from evaluations.enums import PeriodKind
from evaluations.gather.closing.readiness import hindrances_of
from evaluations.models import Period, PeriodSummary
from evaluations.models.closing import PeriodSnapshot

DONE_HERE = frozenset({"stale"})
"""What the closing itself does: it computes the whole period anew before it looks at the rest."""


class NotReady(Refused):
    """Something still stands in the way; the message names all of it."""


class AlreadyClosed(PeriodClosed):
    """Somebody else was first; the message says who and when."""


class MonthsOnly(Refused):
    """A quarter or a year is not sealed: it stands on its closed months (docs/limits.md)."""

    def __init__(self) -> None:
        super().__init__(
            "Chỉ chốt kỳ tháng. Kết quả quý và năm tính từ các tháng đã chốt; "
            "cổng chưa có bản chốt riêng cho quý và năm."
        )


def lock_period(period: Period) -> Period:
    """Hold the period against every write until the transaction ends; raises AlreadyClosed, MonthsOnly.

    Who writes a fact holds the row for share and is waited for. The summary comes first, as it does in a
    roll-up, so that neither waits for the other in turn.
    """
    if period.is_open:
        PeriodSummary.objects.get_or_create(period_id=period.pk)
    PeriodSummary.objects.select_for_update().filter(period_id=period.pk).first()
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if not locked.is_open:
        raise AlreadyClosed(closed_words(locked))
    if locked.kind != PeriodKind.MONTH:
        raise MonthsOnly
    return locked


def closed_words(period: Period) -> str:
    """Who closed the period and when, in one sentence."""
    first = PeriodSnapshot.objects.filter(period=period, revision=1).select_related("made_by").first()
    if first is None:
        return f"{period.label} không ở trạng thái đang mở nên không chốt được."
    who = f" do {first.made_by}" if first.made_by else ""
    return f"{period.label} đã được chốt lúc {format_moment(first.made_at)}{who}; không cần chốt nữa."


def refuse_hindered(period: Period, at: datetime) -> None:
    """Raise NotReady with every reason that blocks the closing now."""
    blocking = [one for one in hindrances_of(period, at) if one.blocking and one.code not in DONE_HERE]
    if blocking:
        raise NotReady(" ".join(one.sentence for one in blocking))
