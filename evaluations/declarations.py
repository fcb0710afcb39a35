"""The closed lists of this app: audit events and outbox topics, each declared once."""

from core import audit, outbox

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
