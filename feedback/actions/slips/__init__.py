"""Paper slips keyed in by a second office."""

from feedback.actions.slips.enter import enter_slips

__all__ = ["enter_slips"]
