"""Before the close and the close itself: preview, signatures, objections."""

from core import audit, jobs, notifications

audit.declare(
    result_preview__opened="Cho cơ quan xem kết quả dự kiến",
    result_preview__extended="Kéo dài thời hạn nêu ý kiến",
    result__signed="Ký kết quả dự kiến",
    objection__raised="Nêu ý kiến về kết quả dự kiến",
    objection__answered="Trả lời ý kiến về kết quả dự kiến",
    period__close_asked="Đề nghị chốt kỳ",
    period__close_withdrawn="Rút đề nghị chốt kỳ",
    period__closed="Chốt kỳ đánh giá",
    snapshot__exported="Xuất bản chốt",
)

PREVIEW_OPENED = notifications.declare(
    "result_preview.opened",
    "Mời xem và ký kết quả dự kiến",
    sample={"period": "Tháng 11/2026", "closes_on": "04/12/2026"},
)
PREVIEW_EXTENDED = notifications.declare(
    "result_preview.extended",
    "Kéo dài thời hạn nêu ý kiến",
    sample={"period": "Tháng 11/2026", "closes_on": "08/12/2026"},
)
OBJECTION_RAISED = notifications.declare(
    "objection.raised",
    "Cơ quan có ý kiến về kết quả dự kiến",
    sample={"period": "Tháng 11/2026", "agency": "Sở Tư pháp"},
)
OBJECTION_ANSWERED = notifications.declare(
    "objection.answered",
    "Trả lời ý kiến về kết quả dự kiến",
    sample={"period": "Tháng 11/2026", "result": "Chấp nhận một phần"},
)
CLOSE_ASKED = notifications.declare(
    "period.close_asked",
    "Có đề nghị chốt kỳ",
    sample={"period": "tháng 11/2026", "who": "Nguyễn Thị Lan"},
)
PERIOD_CLOSED = notifications.declare(
    "period.closed",
    "Kỳ đánh giá đã chốt",
    sample={"period": "tháng 11/2026", "digest": "0f3a55d2c4b19e70"},
)
SIGN_AGAIN = notifications.declare(
    "result.sign_again",
    "Kết quả dự kiến đã đổi, cần ký lại",
    sample={"period": "tháng 11/2026", "agency": "Sở Tư pháp"},
)
SIGN_SOON = notifications.declare(
    "result.sign_soon",
    "Sắp hết hạn ký kết quả dự kiến",
    sample={"period": "tháng 11/2026", "agency": "Sở Tư pháp", "closes_on": "04/12/2026"},
)

REMIND_SIGNING = "evaluations.remind_signing"
jobs.declare_job(REMIND_SIGNING, "Nhắc ký kết quả dự kiến")
