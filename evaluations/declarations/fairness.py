"""The double-inspection sample."""

from core import audit

audit.declare(
    fairness__sample_drawn="Rút mẫu kiểm tra lặp",
    fairness__double_ordered="Giao kiểm tra lặp",
)
