"""Counts under five are never shown (RELIABILITY G32); see :mod:`core.small_counts`."""

from core.small_counts import LEAST, Tally, at_least_five, told

__all__ = ["LEAST", "Tally", "at_least_five", "told"]
