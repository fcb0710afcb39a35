"""The terms of the procedure in working days, each a default that the province may set otherwise.

Sources: Circular 56/2025/TT-BCT (the closest complete procedure) under Decree 217/2025; where no text
fixes a number the term says so. A term changed counts for dates set from then on; dates already given stand.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from core.dates import add_working_days

TT56 = "Thông tư 56/2025/TT-BCT, Nghị định 217/2025/NĐ-CP"
HOUSE = "Quy ước của cổng, văn bản không ấn định"
LEAST, MOST = 1, 90
"""Working days that a term may be set to, both included."""


class Term(NamedTuple):
    """One term: code, words on screen, default in working days, from when it is counted, its source."""

    code: str
    label: str
    default: int
    counted: str
    source: str


TERMS = (
    Term("notice", "Gửi thông báo kiểm tra", 3, "từ ngày ký quyết định", TT56),
    Term("explanation", "Cơ quan giải trình", 5, "từ ngày ban hành biên bản", HOUSE),
    Term("answer", "Đoàn trả lời giải trình", 10, "từ ngày nhận giải trình", HOUSE),
    Term("report", "Báo cáo kết quả", 10, "từ ngày hết hạn giải trình", TT56),
    Term("report_complex", "Báo cáo kết quả, vụ việc phức tạp", 15, "từ ngày hết hạn giải trình", TT56),
    Term("conclusion", "Ra kết luận", 15, "từ ngày báo cáo", TT56),
    Term("remedy", "Khắc phục kiến nghị", 15, "từ ngày kết luận", HOUSE),
    Term("remind_before", "Nhắc trước hạn khắc phục", 3, "trước ngày đến hạn", HOUSE),
    Term("remind_after", "Nhắc lần một khi quá hạn", 3, "sau ngày đến hạn", HOUSE),
    Term("remind_late", "Nhắc lần hai khi quá hạn, báo Sở Nội vụ", 10, "sau ngày đến hạn", HOUSE),
)
"""Every term of the procedure, in its order."""

BY_CODE = {term.code: term for term in TERMS}


class Terms(NamedTuple):
    """The terms in force, in working days."""

    notice: int
    explanation: int
    answer: int
    report: int
    report_complex: int
    conclusion: int
    remedy: int
    remind_before: int
    remind_after: int
    remind_late: int


class DueDates(NamedTuple):
    """The last days, each included, that the issue of the minutes sets going."""

    explain_due_on: date
    report_due_on: date
    conclude_due_on: date


def terms_from(changed: Mapping[str, int]) -> Terms:
    """The terms in force where ``changed`` (working days by code) stands instead of some defaults."""
    return Terms(**{term.code: changed.get(term.code, term.default) for term in TERMS})


def after_minutes(issued_on: date, terms: Terms) -> DueDates:
    """The dates that follow minutes issued on ``issued_on``; the day itself is not counted.

    The report waits for the explanations and for their answers, so its term runs from the end of the window.
    """
    explain_due_on = add_working_days(issued_on, terms.explanation)
    report_due_on = add_working_days(explain_due_on, terms.report)
    return DueDates(explain_due_on, report_due_on, add_working_days(report_due_on, terms.conclusion))


def complex_report_due_on(explain_due_on: date, terms: Terms) -> date:
    """The last day of the report of a complex case."""
    return add_working_days(explain_due_on, terms.report_complex)


def after_report(reported_on: date, report_due_on: date, terms: Terms) -> date:
    """The last day of the conclusion: from the report, never later than from the day it was due.

    A late report does not lengthen the time in which the agency has to wait.
    """
    return add_working_days(min(reported_on, report_due_on), terms.conclusion)
