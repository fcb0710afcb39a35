"""Self-assessment and its review."""

from core import audit, notifications

audit.declare(
    assessment__submitted="Nộp phiếu tự đánh giá",
    assessment__returned="Trả lại phiếu tự đánh giá",
    assessment__reviewed="Nhận xét phiếu tự đánh giá",
)

ASSESSMENT_RETURNED = notifications.declare(
    "assessment.returned", "Phiếu tự đánh giá được trả lại", sample={"month": "03/2026"}
)
ASSESSMENT_CHANGED = notifications.declare(
    "assessment.changed", "Mức chấm được điều chỉnh khi nhận xét", sample={"month": "03/2026"}
)
