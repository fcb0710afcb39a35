"""Which moves each kind of thing knows: (state, move) → state, with the permission that may."""

from core.transitions import Move, TransitionTable
from evaluations.enums import (
    AppealState,
    AssessmentState,
    CorrectionState,
    InspectionState,
    ObjectionState,
    PeriodState,
    RemedyState,
    ReopenState,
    SetState,
)


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
DRAFT, ON_SITE = InspectionState.DRAFT, InspectionState.ON_SITE
MINUTED, REPORTED = InspectionState.MINUTED, InspectionState.REPORTED
INSPECTIONS = TransitionTable(
    "cuộc kiểm tra",
    _move("start", "Bắt đầu kiểm tra", (DRAFT,), ON_SITE, "inspection.start"),
    _move("issue_minutes", "Ban hành biên bản", (ON_SITE,), MINUTED, "inspection.issue_minutes"),
    _move("report", "Báo cáo kết quả", (MINUTED,), REPORTED, "inspection.report"),
    _move("conclude", "Kết luận", (REPORTED,), InspectionState.CONCLUDED, "inspection.conclude"),
    _move("lapse", "Hết hạn kết luận", (MINUTED, REPORTED), InspectionState.LAPSED, "inspection.lapse"),
    _move("cancel", "Hủy cuộc kiểm tra", (DRAFT, ON_SITE), InspectionState.CANCELLED, "inspection.cancel"),
)
REMEDIES = TransitionTable(
    "kiến nghị",
    _move(
        "answer",
        "Báo cáo khắc phục",
        (RemedyState.OPEN, RemedyState.PARTLY, RemedyState.NOT_DONE, RemedyState.ANSWERED),
        RemedyState.ANSWERED,
        "remedy.answer",
    ),
    _move("accept", "Xác nhận đã khắc phục", (RemedyState.ANSWERED,), RemedyState.DONE, "remedy.verify"),
    _move(
        "accept_partly", "Khắc phục một phần", (RemedyState.ANSWERED,), RemedyState.PARTLY, "remedy.verify"
    ),
    _move("refuse", "Chưa đạt yêu cầu", (RemedyState.ANSWERED,), RemedyState.NOT_DONE, "remedy.verify"),
)
SENT, MANAGED = AssessmentState.SUBMITTED, AssessmentState.MANAGED
REVIEWED, RETURNED = AssessmentState.REVIEWED, AssessmentState.RETURNED
ASSESSMENTS = TransitionTable(
    "phiếu tự đánh giá",
    _move("submit", "Nộp phiếu", (AssessmentState.DRAFT, RETURNED), SENT, "assessment.submit"),
    _move("return", "Trả lại", (SENT, MANAGED), RETURNED, "assessment.return"),
    _move("manage", "Nhận xét của trưởng bộ phận", (SENT,), MANAGED, "assessment.manage"),
    _move("review", "Quyết định", (SENT, MANAGED), REVIEWED, "assessment.review"),
    _move("reopen", "Mở lại phiếu đã quyết định", (REVIEWED,), RETURNED, "assessment.reopen"),
)
APPEALS = TransitionTable(
    "kiến nghị về kết quả đánh giá",
    _move("uphold", "Chấp nhận", (AppealState.OPEN,), AppealState.UPHELD, "appeal.decide"),
    _move("uphold_partly", "Chấp nhận một phần", (AppealState.OPEN,), AppealState.PARTLY, "appeal.decide"),
    _move("reject", "Không chấp nhận", (AppealState.OPEN,), AppealState.REJECTED, "appeal.decide"),
)
REOPENINGS = TransitionTable(
    "đề nghị mở lại phiếu",
    _move("grant", "Đồng ý mở lại", (ReopenState.OPEN,), ReopenState.GRANTED, "assessment.reopen"),
    _move("refuse", "Không mở lại", (ReopenState.OPEN,), ReopenState.REFUSED, "assessment.reopen"),
)
RAISED = (ObjectionState.OPEN,)
OBJECTIONS = TransitionTable(
    "ý kiến về kết quả dự kiến",
    _move("uphold", "Chấp nhận", RAISED, ObjectionState.UPHELD, "objection.answer"),
    _move("uphold_partly", "Chấp nhận một phần", RAISED, ObjectionState.PARTLY, "objection.answer"),
    _move("reject", "Không chấp nhận", RAISED, ObjectionState.REJECTED, "objection.answer"),
)
CORRECTIONS = TransitionTable(
    "đề nghị điều chỉnh",
    _move("grant", "Điều chỉnh", (CorrectionState.ASKED,), CorrectionState.GRANTED, "correction.decide"),
    _move(
        "refuse", "Không điều chỉnh", (CorrectionState.ASKED,), CorrectionState.REFUSED, "correction.decide"
    ),
)
