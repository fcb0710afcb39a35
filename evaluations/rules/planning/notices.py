"""When a notice of inspection may go out (TT 56/2025/TT-BCT, step 4; the term is a setting)."""

from datetime import date

from core.dates import add_working_days
from evaluations.enums import InspectionMode, InspectionState

UNANNOUNCED = (
    "Cuộc kiểm tra đột xuất không gửi thông báo trước: "
    "cơ quan chỉ được biết khi đoàn đã có mặt tại nơi kiểm tra."
)


def last_day(ordered_on: date, within: int) -> date:
    """The last day for the notice: ``within`` working days after the decision was signed."""
    return add_working_days(ordered_on, within)


def refusal_of(
    *, mode: str, state: str, ordered_on: date | None, visited_on: date, within: int, today: date
) -> str:
    """Why no notice may be sent, in words with what to do instead; "" when it may."""
    if mode == InspectionMode.UNANNOUNCED:
        return UNANNOUNCED
    if state != InspectionState.DRAFT:
        return "Chỉ gửi thông báo khi cuộc kiểm tra đang chuẩn bị."
    if ordered_on is None:
        return "Chưa ghi quyết định kiểm tra. Hãy ghi quyết định rồi gửi thông báo."
    due = last_day(ordered_on, within)
    if today > due:
        return (
            f"Đã quá hạn gửi thông báo ({due:%d/%m/%Y}, {within} ngày làm việc từ ngày ký quyết định). "
            "Hãy trình ký lại quyết định, ghi số và ngày mới, rồi gửi thông báo."
        )
    if today > visited_on:
        return "Ngày kiểm tra đã qua. Hãy lập cuộc kiểm tra với ngày mới rồi gửi thông báo."
    return ""
