"""The words of released results in the reader's language; the agencies' names stay as they are."""

from django.utils.translation import gettext, gettext_lazy

from agencies.enums import ComparisonGroup
from core.dates import format_month
from evaluations.enums import Confidence, Grade
from evaluations.rules.ranking import NO_TOTAL, PROVISIONAL, TOO_SMALL
from evaluations.rules.released_table import TOO_FEW
from reporting.gather.public import PublicMonth

_GROUPS = {
    ComparisonGroup.DEPARTMENT.value: gettext_lazy("Sở, ban, ngành"),
    ComparisonGroup.COMMUNE.value: gettext_lazy("Xã, phường, đặc khu"),
    ComparisonGroup.SERVICE_UNIT.value: gettext_lazy("Đơn vị sự nghiệp"),
}
_GRADES = {
    Grade.EXCELLENT.value: gettext_lazy("Xuất sắc"),
    Grade.GOOD.value: gettext_lazy("Tốt"),
    Grade.COMPLETED.value: gettext_lazy("Đạt"),
    Grade.NOT_COMPLETED.value: gettext_lazy("Chưa đạt"),
    Grade.FAIR.value: gettext_lazy("Khá"),
    Grade.AVERAGE.value: gettext_lazy("Trung bình"),
    Grade.WEAK.value: gettext_lazy("Yếu"),
}
_CONFIDENCES = {
    Confidence.A.value: gettext_lazy("A – nhiều bằng chứng"),
    Confidence.B.value: gettext_lazy("B – bằng chứng vừa phải"),
    Confidence.C.value: gettext_lazy("C – ít bằng chứng"),
}
_REASONS = {
    NO_TOTAL: gettext_lazy("Chưa có dữ liệu."),
    PROVISIONAL: gettext_lazy("Điểm tạm tính: chưa đủ dữ liệu để xếp hạng."),
    TOO_FEW: gettext_lazy("Cơ quan có dưới 5 người: không công bố điểm để giữ kín điểm của từng người."),
    TOO_SMALL: gettext_lazy("Nhóm so sánh có quá ít cơ quan để xếp hạng."),
}


def group_word(code: str) -> str:
    """A comparison group."""
    return str(_GROUPS.get(code, code))


def grade_word(code: str) -> str:
    """A grade; nothing where there is none."""
    return str(_GRADES.get(code, ""))


def band_word(grade: str, band: str) -> str:
    """What the criteria set calls the grade; where that is the usual word, it is translated."""
    usual = dict(Grade.choices)
    return grade_word(grade) if not band or band == usual.get(grade) else band


def confidence_word(mark: str) -> str:
    """How much evidence stands behind the figure."""
    return str(_CONFIDENCES.get(mark, ""))


def reason_word(reason: str) -> str:
    """Why an agency has no place."""
    return str(_REASONS.get(reason, reason))


def month_word(month: PublicMonth) -> str:
    """ "Tháng 11/2026"; quarters and years stay as they are called."""
    if month.code[:4].isdigit():
        return gettext("Tháng %(month)s") % {"month": format_month(month.starts_on)}
    return month.label
