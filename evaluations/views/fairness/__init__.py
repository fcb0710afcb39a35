"""Pages of the comparison of inspectors."""

from evaluations.views.fairness.comparing import fairness
from evaluations.views.fairness.doubling import double_order, double_sample

__all__ = ["double_order", "double_sample", "fairness"]
