"""Extending the term of a case: who may, how often, until when.

After the rules of Ninh Bình (163/2025) and Bắc Ninh (80/2025): ten working days at most for any kind.
"""

from datetime import date

from core.dates import add_working_days

MOST_DAYS = 10
"""Working days that one extension may add: the longest term itself."""
MOST = 2
"""Extensions of one case: the first by the agency's head, the second by Home Affairs alone."""


def why_not_extend(*, given: int, due_on: date | None, on: date, home_affairs: bool) -> str:
    """Why a case with ``given`` extensions is not extended on ``on``; "" where it may be.

    What is overdue stays overdue: an extension afterwards would turn a late answer into one in time.
    """
    if due_on is None:
        return "Phản ánh này chưa có hạn trả lời nên chưa gia hạn được."
    if on > due_on:
        return "Đã quá hạn nên không gia hạn được nữa. Hãy trả lời ngay; nội dung trả lời nên nêu lý do chậm."
    if given >= MOST:
        return f"Mỗi phản ánh chỉ gia hạn {MOST} lần."
    if given and not home_affairs:
        return "Cơ quan đã gia hạn một lần. Lần thứ hai do Sở Nội vụ quyết định."
    return ""


def extended_to(due_on: date, days: int) -> date:
    """The new last day: ``days`` (1 to MOST_DAYS) working days after the present one."""
    if not 1 <= days <= MOST_DAYS:
        raise ValueError("days out of bounds")
    return add_working_days(due_on, days)
