"""Pages of the what-if."""

from reporting.views.scenarios.acts import scenario_delete, scenario_recompute
from reporting.views.scenarios.compare import scenario_compare
from reporting.views.scenarios.detail import scenario_detail
from reporting.views.scenarios.listing import scenario_list
from reporting.views.scenarios.making import scenario_new

__all__ = [
    "scenario_compare",
    "scenario_delete",
    "scenario_detail",
    "scenario_list",
    "scenario_new",
    "scenario_recompute",
]
