"""The pages of one inspection as tabs: which of them exist for the reader, in the order of the procedure."""

from typing import Any, NamedTuple

from django.urls import reverse

from core.access import may
from evaluations.enums import InspectionState
from evaluations.models import Inspection
from evaluations.models.inspections import RECORD_RELEASED

S = InspectionState


class Tab(NamedTuple):
    """One page of the inspection."""

    label: str
    url: str
    chosen: bool


def trail_to(inspection: Any, label: str) -> list[tuple[str, str]]:
    """The way from the list over the inspection to a page of it; the inspection has its ``agency_name``."""
    agency: str = inspection.agency_name
    detail = reverse("inspection_detail", args=[inspection.pk])
    return [("Kiểm tra", reverse("inspection_list")), (agency, detail), (label, "")]


def tabs_of(user: Any, inspection: Inspection, here: str) -> list[Tab]:
    """The tabs that ``user`` may open; ``here`` is the route name of the present page."""
    rows = [("Tổng quan", "inspection_detail", True)]
    team = bool(may(user, "inspection.record", inspection))
    if team or may(user, "inspection.order", inspection):
        rows.append(("Quyết định, đoàn", "inspection_order", True))
    begun = inspection.state not in (S.DRAFT, S.CANCELLED)
    rows.append(("Ghi nhận từ máy", "inspection_settle", team and begun))
    readable = inspection.state in RECORD_RELEASED and bool(may(user, "inspection.read_record", inspection))
    rows.append(("Biên bản", "inspection_minutes", readable or (team and inspection.state == S.ON_SITE)))
    rows.append(("Giải trình", "inspection_findings", readable))
    leading = inspection.state == S.REPORTED and bool(may(user, "inspection.conclude", inspection))
    rows.append(("Kết luận", "inspection_conclude", leading))
    rows.append(("Phúc tra", "inspection_comparison", readable and inspection.follows_id is not None))
    return [
        Tab(label, reverse(name, args=[inspection.pk]), name == here) for label, name, shown in rows if shown
    ]
