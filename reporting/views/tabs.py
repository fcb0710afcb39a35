"""The pages of the whole province, as tabs above each of them."""

from django.urls import reverse

from reporting.gather.months import Month
from reporting.links import link

PAGES = (
    ("dashboard", "Tổng quan"),
    ("ranking", "Xếp hạng"),
    ("heatmap", "Bản đồ nhiệt"),
    ("parts", "Các phần của điểm"),
)


def tabs(month: Month, here: str) -> list[tuple[str, str, bool]]:
    """Label, address, and whether it is the page that is shown."""
    figures = [(label, link(f"province_{name}", month), name == here) for name, label in PAGES]
    return [*figures, ("Phương án giả định", reverse("scenario_list"), False)]
