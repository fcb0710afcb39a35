"""Explanations, reports, recommendations and their dates."""

from core import audit, jobs, notifications

audit.declare(
    due_term__changed="Đổi thời hạn",
    explanation__submitted="Giải trình ghi nhận",
    explanation__judged="Trả lời giải trình",
    explanation__silent="Quá hạn trả lời giải trình",
    inspection__report_extended="Gia hạn báo cáo kết quả",
    inspection__reported="Báo cáo kết quả kiểm tra",
    inspection__lapsed="Hết hạn kết luận",
    inspection__handed_over="Bàn giao quyền giải trình",
    remedy__answered="Báo cáo khắc phục",
    remedy__verified="Xác nhận khắc phục",
    remedy__handed_over="Bàn giao kiến nghị",
)

EXPLANATION_SUBMITTED = notifications.declare(
    "explanation.submitted",
    "Có giải trình mới",
    sample={"agency": "Sở Tư pháp", "code": "TP-04", "due": "12/03/2026"},
)
EXPLANATION_JUDGED = notifications.declare(
    "explanation.judged", "Trả lời giải trình", sample={"day": "12/03/2026", "code": "TP-04"}
)
INSPECTION_LAPSED = notifications.declare(
    "inspection.lapsed", "Hết hạn kết luận", sample={"agency": "Sở Tư pháp", "day": "12/03/2026"}
)
REMEDY_GIVEN = notifications.declare(
    "remedy.given", "Được giao kiến nghị", sample={"count": 2, "due": "12/03/2026"}
)
REMEDY_DUE = notifications.declare(
    "remedy.due",
    "Nhắc hạn khắc phục",
    sample={"agency": "Sở Tư pháp", "count": 2, "due": "12/03/2026", "when": "quá hạn 3 ngày"},
)
REMEDY_ANSWERED = notifications.declare(
    "remedy.answered", "Có báo cáo khắc phục", sample={"agency": "Sở Tư pháp", "text": "Lắp biển tên"}
)
REMEDY_VERIFIED = notifications.declare(
    "remedy.verified",
    "Kết quả xác nhận khắc phục",
    sample={"result": "Khắc phục một phần", "due": "12/03/2026", "reopened": True},
)
WORK_HANDED_OVER = notifications.declare(
    "work.handed_over",
    "Nhận bàn giao việc kiểm tra",
    sample={"from_agency": "Sở Tư pháp", "count": 2, "explaining": 1},
)

FOLLOW_UP_DAY = "evaluations.follow_up_day"
jobs.declare_job(FOLLOW_UP_DAY, "Thời hạn sau kiểm tra")
REMIND_REMEDIES = "evaluations.remind_remedies"
jobs.declare_job(REMIND_REMEDIES, "Nhắc hạn khắc phục")
