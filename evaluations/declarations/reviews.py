"""The manager's column, reopening, appeals and exceptions to the quota."""

from core import audit, notifications

audit.declare(
    assessment__looked_at="Người khác xem phiếu tự đánh giá",
    assessment__exported="Xuất kết quả tự đánh giá và nhận xét",
    assessment__managed="Trưởng bộ phận nhận xét phiếu",
    assessment__reopen_asked="Đề nghị mở lại phiếu",
    assessment__reopened="Mở lại phiếu đã quyết định",
    assessment__reopen_refused="Không mở lại phiếu",
    appeal__decided="Giải quyết kiến nghị về kết quả đánh giá",
    quota__excepted="Ghi nhận vượt tỷ lệ xuất sắc",
    review_sheet__imported="Nhập kết quả nhận xét từ Excel",
)

REOPEN_ASKED = notifications.declare(
    "assessment.reopen_asked",
    "Có đề nghị mở lại phiếu",
    sample={"month": "03/2026", "person": "Bùi Thị Ánh"},
)
REOPEN_DECIDED = notifications.declare(
    "assessment.reopen_decided",
    "Kết quả đề nghị mở lại phiếu",
    sample={"month": "03/2026", "granted": True},
)
APPEAL_DECIDED = notifications.declare(
    "appeal.decided",
    "Kết quả giải quyết kiến nghị",
    sample={"month": "03/2026", "result": "Chấp nhận một phần"},
)
