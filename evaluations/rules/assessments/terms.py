"""The terms of the monthly form in working days, each a default that the province may set otherwise.

No text fixes these numbers for a month's self-assessment: Decree 335/2025 and Decree 233/2026 name the
month and the steps only. A changed term counts from then on; a closed month keeps its frozen list.
"""

from collections.abc import Mapping
from typing import NamedTuple

from evaluations.rules.follow_up.terms import HOUSE, LEAST, Term

MIN_DAYS_MOST = 10
"""Largest number of days that may be asked for: every month has more working days, Tết's too."""

FORM_TERMS = (
    Term(
        "min_days",
        "Số ngày làm việc tối thiểu để phải nộp phiếu",
        5,
        "trong tháng, tại cơ quan được chấm điểm",
        HOUSE,
    ),
    Term("appeal", "Kiến nghị về kết quả đánh giá", 5, "từ ngày thủ trưởng quyết định", HOUSE),
    Term("appeal_answer", "Giải quyết kiến nghị", 5, "từ ngày nhận kiến nghị", HOUSE),
    Term("remind_form", "Nhắc trước hạn nộp phiếu", 2, "trước hạn nộp phiếu", HOUSE),
    Term("remind_form_late", "Nhắc khi quá hạn nộp phiếu", 1, "sau hạn nộp phiếu", HOUSE),
)
"""Every term of the form, in the order of its life."""

FORM_BY_CODE = {term.code: term for term in FORM_TERMS}


class FormTerms(NamedTuple):
    """The terms in force, in working days."""

    min_days: int
    appeal: int
    appeal_answer: int
    remind_form: int
    remind_form_late: int


def form_terms_from(changed: Mapping[str, int]) -> FormTerms:
    """The terms in force where ``changed`` (working days by code) stands instead of some defaults."""
    return FormTerms(**{term.code: changed.get(term.code, term.default) for term in FORM_TERMS})


def most_of(code: str, otherwise: int) -> int:
    """The largest number of working days that the term ``code`` may be set to; the least is LEAST (1)."""
    return MIN_DAYS_MOST if code == "min_days" else otherwise


__all__ = ["FORM_BY_CODE", "FORM_TERMS", "LEAST", "FormTerms", "form_terms_from", "most_of"]
