"""Trust, then verify: committing to a seed before the month ends, drawing after it."""

from evaluations.actions.evidence.commit import commit_draw
from evaluations.actions.evidence.draw import draw_people, may_be_drawn

__all__ = ["commit_draw", "draw_people", "may_be_drawn"]
