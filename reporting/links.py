"""Addresses of the pages of figures; each names its month, so a copied link shows the same month later."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse

from reporting.gather.months import Month

MONTH = "ky"
EXPORT = "xuat"
TABLE = "bang"


def link(name: str, month: Month, *args: object, **query: str) -> str:
    """The address of a page in ``month``."""
    words = urlencode({MONTH: month.code, **query})
    return f"{reverse(name, args=args)}?{words}"


def agency_links(month: Month) -> Callable[[int], str]:
    """A quick maker of addresses of agency dashboards, for tables of a thousand rows."""
    before, _, after = link("agency_dashboard", month, 0).partition("/0/")
    return lambda agency: f"{before}/{agency}/{after}"


def group_links(month: Month, code: str) -> Callable[[int], str]:
    """The same for one group of criteria of each agency."""
    before, _, after = link("group_detail", month, 0, code).partition("/0/")
    return lambda agency: f"{before}/{agency}/{after}"
