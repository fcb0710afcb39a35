"""Events of reporting."""

from core import audit

audit.declare(
    scenario__made="Lập phương án giả định",
    scenario__recomputed="Tính lại phương án giả định",
    scenario__deleted="Xóa phương án giả định",
)
