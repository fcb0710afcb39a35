"""Acts of the comparison of inspectors."""

from evaluations.actions.fairness.draw_double_sample import draw_double_sample
from evaluations.actions.fairness.order_double import order_double

__all__ = ["draw_double_sample", "order_double"]
