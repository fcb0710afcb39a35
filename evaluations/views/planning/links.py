"""The ways from the list of inspections into planning, for whoever may go them."""

from typing import Any

from django.urls import reverse

from core.access import may
from evaluations.access.planning import reads_plans

ROWS = (
    ("Gợi ý theo rủi ro", "suggestions", "inspection_plan.change"),
    ("Độ phủ kiểm tra", "coverage", "inspection.coverage"),
    ("Lịch đi kiểm tra", "day_route", "inspection.day_route"),
    ("Người thân đã khai", "relative_list", "relative.declare"),
)


def planning_links(user: Any) -> list[tuple[str, str]]:
    """(label, address) of the pages of planning that ``user`` may open, in order; asks nothing new."""
    links = [("Kế hoạch kiểm tra", reverse("plan_list"))] if reads_plans(user) else []
    links += [(label, reverse(name)) for label, name, permission in ROWS if may(user, permission)]
    return [*links, ("Rút ngẫu nhiên", reverse("draw_list"))]
