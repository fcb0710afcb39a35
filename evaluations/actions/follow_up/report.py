"""The leader reports the result once the right of reply is over."""

from datetime import date, datetime

from agencies.models import User
from core import audit, clock
from core.dates import format_day
from core.errors import Conflict, Refused
from evaluations.actions.documents import issue_document
from evaluations.actions.follow_up.silence import let_unanswered_lapse
from evaluations.actions.inspections.locking import locked, save_counted
from evaluations.enums import DocumentKind, InspectionState
from evaluations.gather.follow_up.findings import replies_of
from evaluations.gather.follow_up.terms import due_terms
from evaluations.models import Explanation, Inspection, IssuedDocument
from evaluations.rules.follow_up.reply import answer_is_late, why_no_report
from evaluations.rules.follow_up.terms import after_report, complex_report_due_on
from evaluations.rules.transitions import INSPECTIONS

SEEN_IS_OLD = "Hồ sơ đã thay đổi sau khi bạn mở trang này. Hãy xem lại rồi gửi."


class NotYetReportable(Refused):
    """The agency may still explain, or an explanation is not answered."""


class TooLate(Refused):
    """The last day of the conclusion has passed; the visit is about to lapse."""


class NothingToExtend(Refused):
    """The term of the report has been extended before, or the report is written."""


def report_inspection(
    *,
    inspection: Inspection,
    assessment: str,
    proposals: str,
    signer: str,
    signer_post: str,
    seen_version: int,
    actor: User,
    at: datetime,
) -> Inspection:
    """Issue the report and set the last day of the conclusion; the same report again changes nothing.

    Raises NotYetReportable, TooLate, TransitionRefused; Conflict when the record has moved since
    ``seen_version``, or another report stands.
    """
    parts = {"assessment": assessment, "proposals": proposals}
    with locked(inspection) as current:
        if current.state == InspectionState.REPORTED and _stands(current):
            _issue(current, parts, signer, signer_post, actor, at)
            return current
        state = INSPECTIONS.target(current.state, "report")
        if current.version != seen_version:
            raise Conflict(SEEN_IS_OLD)
        _refuse_early(current, at)
        current.state, current.reported_at = state, at
        current.conclude_due_on = _conclude_due_on(current, at)
        save_counted(current, "state", "reported_at", "conclude_due_on")
        document = _issue(current, parts, signer, signer_post, actor, at)
        audit.record(
            "inspection.reported",
            actor=actor,
            subject=current,
            at=at,
            before={"state": InspectionState.MINUTED.value},
            after={
                "state": state,
                "symbol": document.symbol,
                "conclude_due_on": f"{current.conclude_due_on}",
            },
        )
    return current


def _issue(
    current: Inspection, parts: dict[str, str], signer: str, signer_post: str, actor: User, at: datetime
) -> IssuedDocument:
    return issue_document(
        kind=DocumentKind.REPORT,
        inspection=current,
        signer=signer,
        signer_post=signer_post,
        actor=actor,
        at=at,
        **parts,
    )


def _stands(inspection: Inspection) -> bool:
    """Whether the report is issued; then a repeat is compared with it."""
    return IssuedDocument.objects.filter(inspection=inspection, kind=DocumentKind.REPORT).exists()


def _refuse_early(inspection: Inspection, at: datetime) -> None:
    """Explanations past their date lapse first, so that the calendar never depends on the night's run."""
    refuse_lapsed(inspection, at)
    for explanation in overdue_explanations(inspection, at):
        let_unanswered_lapse(explanation=explanation, at=at)
    if why := why_no_report(replies_of(inspection, clock.local_day(at)).standings):
        raise NotYetReportable(why)


def overdue_explanations(inspection: Inspection, at: datetime) -> list[Explanation]:
    """Unanswered explanations whose last day has passed."""
    unanswered = Explanation.objects.filter(inspection=inspection, agrees=False, verdict="")
    late = unanswered.filter(answer_due_on__lt=clock.local_day(at))
    return list(late.select_related("inspection").order_by("submitted_at"))


def refuse_lapsed(inspection: Inspection, at: datetime) -> None:
    """Raise TooLate once the last day of the conclusion has passed."""
    if answer_is_late(inspection.conclude_due_on, clock.local_day(at)):
        due = format_day(inspection.conclude_due_on)
        raise TooLate(f"Đã quá hạn kết luận ngày {due}, cuộc kiểm tra không còn giá trị.")


def _conclude_due_on(inspection: Inspection, at: datetime) -> date:
    today = clock.local_day(at)
    return after_report(today, inspection.report_due_on or today, due_terms())


def extend_report(*, inspection: Inspection, reason: str, actor: User, at: datetime) -> Inspection:
    """Give a complex case the longer term for its report, with the reason; the conclusion moves with it.

    Once only. Raises NothingToExtend.
    """
    with locked(inspection) as current:
        terms = due_terms()
        if current.state != InspectionState.MINUTED or current.explain_due_on is None:
            raise NothingToExtend("Chỉ gia hạn được khi đã có biên bản và chưa báo cáo kết quả.")
        refuse_lapsed(current, at)
        due_on, before = complex_report_due_on(current.explain_due_on, terms), current.report_due_on
        if before is not None and before >= due_on:
            raise NothingToExtend(f"Hạn báo cáo đã được gia hạn đến ngày {format_day(before)}.")
        current.report_due_on = due_on
        current.conclude_due_on = after_report(due_on, due_on, terms)
        save_counted(current, "report_due_on", "conclude_due_on")
        audit.record(
            "inspection.report_extended",
            actor=actor,
            subject=current,
            at=at,
            before={"report_due_on": f"{before}"},
            after={"report_due_on": f"{due_on}", "conclude_due_on": f"{current.conclude_due_on}"},
            reason=reason,
        )
    return current
