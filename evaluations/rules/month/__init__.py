"""A whole month scored by arrays: the figures of ``score_agency`` and ``gaps``, for all agencies at once.

The pure path in ``rules/score.py`` is the law. Here the same whole numbers are found several times as fast:
by whole numbers wherever they fit 64 bits, by floating point only to see to which side a figure rounds. What
lies too near a half to be sure is decided by the exact fraction. A test holds the two paths together.
"""

from evaluations.rules.month.scored import MonthScore, score_month

__all__ = ["MonthScore", "score_month"]
