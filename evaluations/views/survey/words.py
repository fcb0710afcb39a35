"""Where a survey stands, and what it came to, in words."""

from collections.abc import Sequence
from datetime import date

from core.numbers import format_integer, format_points
from evaluations.models import Survey, SurveyCount
from evaluations.rules.survey.counting import Count, mean


def state_words(survey: Survey, on: date) -> tuple[str, str]:
    """The kind of badge and the words for where a survey stands on a day."""
    if survey.counted_at is not None:
        return "neutral", "Đã kiểm phiếu"
    if survey.closes_on < on:
        return "info", "Chờ kiểm phiếu"
    if not survey.public_key:
        return "info", "Đang tạo khóa"
    if survey.is_open_on(on):
        return "ok", "Đang nhận phiếu"
    return "none", "Chưa mở"


def result_words(survey: Survey, counts: Sequence[SurveyCount]) -> str:
    """ "TT-13: 4,12 (23 phiếu)" for each question, or that too few answered."""
    if survey.counted_at is None:
        return "—"
    figures = [Count(one.criterion, one.answers, one.marks) for one in counts]
    said = [
        f"{one.code}: {format_points(mean(one))} ({format_integer(one.answers)} phiếu)" for one in figures
    ]
    return "; ".join(said) or "Chưa đủ phiếu"
