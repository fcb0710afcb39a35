"""Dashboards and drill-down."""

from reporting.views.agency import agency_dashboard, criterion_detail, group_detail
from reporting.views.explaining import agency_explanation
from reporting.views.home import home, my_agency
from reporting.views.province import (
    province_dashboard,
    province_heatmap,
    province_parts,
    province_ranking,
)
from reporting.views.sources import source_detail

__all__ = [
    "agency_dashboard",
    "agency_explanation",
    "criterion_detail",
    "group_detail",
    "home",
    "my_agency",
    "province_dashboard",
    "province_heatmap",
    "province_parts",
    "province_ranking",
    "source_detail",
]
