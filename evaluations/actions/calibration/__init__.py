"""Marking where the voices differ too much, and saying what came of it."""

from evaluations.actions.calibration.mark import follow_up_mark, make_mark

__all__ = ["follow_up_mark", "make_mark"]
