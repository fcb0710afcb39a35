"""The ways from the list of inspections to everything around them, for whoever may go there."""

from typing import Any, NamedTuple

from django.urls import reverse

from core.access import may
from evaluations.access.documents import reads_register
from evaluations.access.inspections import reads_inspections
from evaluations.views.planning.links import planning_links

ROWS = (
    ("Ghi nhận trên điện thoại", "capture_app", "inspection.create", "smartphone"),
    ("Quá hạn khắc phục", "overdue_board", "overdue.read", "alarm-clock"),
    ("Đối chiếu cách chấm", "fairness", "fairness.read", "scale"),
)


class Way(NamedTuple):
    """One page with its address and Lucide icon."""

    label: str
    url: str
    symbol: str


def ways_for(user: Any) -> list[Way]:
    """The pages around inspections that ``user`` may open, the phone first."""
    around = [Way(label, reverse(name), symbol) for label, name, right, symbol in ROWS if may(user, right)]
    if reads_inspections(user):
        around.append(Way("Kiến nghị", reverse("recommendation_list"), "list-checks"))
    if reads_register(user):
        around.append(Way("Sổ văn bản", reverse("document_list"), "file-text"))
    planning = [Way(label, url, "calendar-days") for label, url in planning_links(user)]
    return [*around[:1], *planning, *around[1:]] if may(user, ROWS[0][2]) else [*planning, *around]
