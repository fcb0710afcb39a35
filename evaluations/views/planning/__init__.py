"""Pages of planning: plans and lines, coverage, suggestions, draws, orders, teams, notices, relatives."""

from evaluations.views.planning.coverage import coverage
from evaluations.views.planning.day_route import day_route
from evaluations.views.planning.draw_making import draw_create, draw_reveal
from evaluations.views.planning.draws import draw_detail, draw_export, draw_list, draw_redo
from evaluations.views.planning.importing import plan_import, plan_template
from evaluations.views.planning.lines import line_create, line_drop, line_edit, line_order
from evaluations.views.planning.orders import inspection_notice, inspection_order, inspection_team
from evaluations.views.planning.plan import plan_detail, plan_export
from evaluations.views.planning.plans import plan_create, plan_issue, plan_list
from evaluations.views.planning.relatives import relative_declare, relative_end, relative_list
from evaluations.views.planning.suggestions import suggestions

__all__ = [
    "coverage",
    "day_route",
    "draw_create",
    "draw_detail",
    "draw_export",
    "draw_list",
    "draw_redo",
    "draw_reveal",
    "inspection_notice",
    "inspection_order",
    "inspection_team",
    "line_create",
    "line_drop",
    "line_edit",
    "line_order",
    "plan_create",
    "plan_detail",
    "plan_export",
    "plan_import",
    "plan_issue",
    "plan_list",
    "plan_template",
    "relative_declare",
    "relative_end",
    "relative_list",
    "suggestions",
]
