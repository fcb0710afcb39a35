"""The closed lists of this app: audit events, outbox topics, jobs and notifications, each declared once."""

from core import audit, jobs, notifications, outbox

audit.declare(
    criteria_set__published="Ban hành bộ tiêu chí",
    period__opened="Mở kỳ đánh giá",
    inspection__created="Lập cuộc kiểm tra",
    inspection__checked_in="Có mặt tại nơi kiểm tra",
    inspection__recorded="Ghi nhận tại nơi kiểm tra",
    inspection__concluded="Kết luận kiểm tra",
    inspection__cancelled="Hủy cuộc kiểm tra",
    assessment__submitted="Nộp phiếu tự đánh giá",
    assessment__returned="Trả lại phiếu tự đánh giá",
    assessment__reviewed="Nhận xét phiếu tự đánh giá",
    register_fact__verified="Xác nhận số liệu sổ theo dõi",
)

RESULTS_STALE = "results.stale"
"""A fact of (agency, period) changed: payload {"agency": id, "period": id}."""

outbox.declare_topic(RESULTS_STALE, "evaluations.tasks.refresh_stale_results")

PERIOD_STALE = "results.period_stale"
"""A whole period is to be recomputed: payload {"period": id}."""

outbox.declare_topic(PERIOD_STALE, "evaluations.tasks.refresh_stale_periods")

REFRESH_RESULTS = "evaluations.refresh_results"
jobs.declare_job(REFRESH_RESULTS, "Tính điểm")

ASSESSMENT_RETURNED = notifications.declare(
    "assessment.returned", "Phiếu tự đánh giá được trả lại", sample={"month": "03/2026"}
)
ASSESSMENT_CHANGED = notifications.declare(
    "assessment.changed", "Mức chấm được điều chỉnh khi nhận xét", sample={"month": "03/2026"}
)
INSPECTION_CONCLUDED = notifications.declare(
    "inspection.concluded", "Kết luận kiểm tra", sample={"day": "12/03/2026"}
)
