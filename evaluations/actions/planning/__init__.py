"""The acts of planning, from the yearly plan to the notice letter; one module each."""

from evaluations.actions.planning.change_team import change_team
from evaluations.actions.planning.create_plan import create_plan
from evaluations.actions.planning.import_lines import import_lines
from evaluations.actions.planning.issue_plan import issue_plan
from evaluations.actions.planning.lines import add_line, drop_line, edit_line
from evaluations.actions.planning.make_draw import make_draw
from evaluations.actions.planning.record_order import record_order
from evaluations.actions.planning.relatives import declare_relative, end_relative
from evaluations.actions.planning.reveal_draw import reveal_draw
from evaluations.actions.planning.send_notice import send_notice

__all__ = [
    "add_line",
    "change_team",
    "create_plan",
    "declare_relative",
    "drop_line",
    "edit_line",
    "end_relative",
    "import_lines",
    "issue_plan",
    "make_draw",
    "record_order",
    "reveal_draw",
    "send_notice",
]
