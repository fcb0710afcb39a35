"""Reveal the seed of an unannounced draw once its quarter is over."""

from datetime import date, datetime

from django.db import transaction

from agencies.models import User
from core import audit, clock
from core.errors import Refused
from evaluations.enums import InspectionState
from evaluations.models import Draw, Inspection, PlanLine
from evaluations.rules.planning.quarters import first_day_after


class TooEarly(Refused):
    """A drawn visit may still come: its quarter is not over, or it is ordered and has not begun."""


def reveal_draw(*, draw: Draw, actor: User, at: datetime) -> Draw:
    """Show seed and outcome to everybody; doing it twice changes nothing. Raises TooEarly."""
    with transaction.atomic():
        current = Draw.objects.select_for_update(of=("self",)).get(pk=draw.pk)
        if current.revealed_at is not None:
            return current
        _refuse_early(current, clock.local_day(at))
        current.revealed_at = at
        current.save(update_fields=["revealed_at"])
        audit.record(
            "inspection_draw.revealed",
            actor=actor,
            subject=current,
            at=at,
            after={"seed": current.seed, "drawn": current.drawn},
        )
    return current


def revealable_from(draw: Draw) -> date:
    """The first day on which Home Affairs may reveal the draw: the day after its last quarter."""
    lines = PlanLine.objects.filter(draw=draw).order_by("pk").values_list("plan__year", "quarter")
    return max((first_day_after(year, quarter) for year, quarter in lines), default=date.min)


def _refuse_early(draw: Draw, today: date) -> None:
    if Inspection.objects.filter(plan_line__draw=draw, state=InspectionState.DRAFT).exists():
        raise TooEarly(
            "Chưa công bố được: còn đoàn chưa đến cơ quan được rút. "
            "Hãy công bố sau khi cuộc kiểm tra đó bắt đầu hoặc đã hủy."
        )
    first = revealable_from(draw)
    if today < first:
        raise TooEarly(
            f"Chưa công bố được: quý kiểm tra chưa kết thúc. Từ ngày {first:%d/%m/%Y} hãy công bố, "
            "hoặc cổng tự công bố khi các đoàn đã có mặt tại mọi cơ quan được rút."
        )
