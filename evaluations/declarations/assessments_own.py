"""What the person does with their own form beside filling it in: evidence, a word in answer, an appeal."""

from core import audit, notifications

audit.declare(
    assessment__evidence_added="Đính kèm minh chứng vào phiếu",
    assessment__evidence_removed="Gỡ minh chứng khỏi phiếu",
    assessment__replied="Ghi ý kiến về nhận xét phiếu",
    appeal__asked="Kiến nghị về kết quả đánh giá",
)

REVIEW_REPLIED = notifications.declare(
    "assessment.replied",
    "Người được nhận xét có ý kiến",
    sample={"month": "03/2026", "person": "Bùi Thị Ánh"},
)
APPEAL_ASKED = notifications.declare(
    "appeal.asked",
    "Có kiến nghị về kết quả đánh giá",
    sample={"month": "03/2026", "person": "Bùi Thị Ánh", "due": "10/04/2026"},
)
