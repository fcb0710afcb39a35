"""Which moves each kind of thing knows: (state, move) → state, with the permission that may."""

from core.transitions import Move, TransitionTable
from evaluations.enums import AssessmentState, InspectionState, PeriodState, SetState


def _move(name: str, label: str, sources: tuple[str, ...], target: str, permission: str) -> Move:
    """A row of a table, its states as plain stored codes."""
    return Move(name, label, frozenset(str(source) for source in sources), str(target), permission)


CRITERIA_SETS = TransitionTable(
    "bộ tiêu chí",
    _move("publish", "Ban hành", (SetState.DRAFT,), SetState.PUBLISHED, "criteria_set.publish"),
    _move("retire", "Thôi áp dụng", (SetState.PUBLISHED,), SetState.RETIRED, "criteria_set.retire"),
)
PERIODS = TransitionTable(
    "kỳ đánh giá",
    _move("open", "Mở kỳ", (PeriodState.SCHEDULED,), PeriodState.OPEN, "period.open"),
    _move("close", "Chốt kỳ", (PeriodState.OPEN,), PeriodState.CLOSED, "period.close"),
)
INSPECTIONS = TransitionTable(
    "cuộc kiểm tra",
    _move("start", "Bắt đầu kiểm tra", (InspectionState.DRAFT,), InspectionState.ON_SITE, "inspection.start"),
    _move(
        "conclude",
        "Kết luận",
        (InspectionState.ON_SITE,),
        InspectionState.CONCLUDED,
        "inspection.conclude",
    ),
    _move(
        "cancel",
        "Hủy cuộc kiểm tra",
        (InspectionState.DRAFT, InspectionState.ON_SITE),
        InspectionState.CANCELLED,
        "inspection.cancel",
    ),
)
ASSESSMENTS = TransitionTable(
    "phiếu tự đánh giá",
    _move(
        "submit",
        "Nộp phiếu",
        (AssessmentState.DRAFT, AssessmentState.RETURNED),
        AssessmentState.SUBMITTED,
        "assessment.submit",
    ),
    _move("return", "Trả lại", (AssessmentState.SUBMITTED,), AssessmentState.RETURNED, "assessment.return"),
    _move(
        "review", "Duyệt phiếu", (AssessmentState.SUBMITTED,), AssessmentState.REVIEWED, "assessment.review"
    ),
)
