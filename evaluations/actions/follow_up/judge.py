"""The team answers an explanation: the finding is dropped, corrected, or kept."""

from datetime import datetime

from agencies.models import User
from core import audit, clock
from core.dates import format_day
from core.errors import Refused
from evaluations.actions.follow_up.telling import findings_url, tell_agency
from evaluations.actions.inspections.locking import locked, save_counted
from evaluations.declarations.follow_up import EXPLANATION_JUDGED
from evaluations.enums import ExplanationVerdict, InspectionState
from evaluations.gather.inspections import entry_of, finding_of
from evaluations.models import Explanation, FindingOutcome, Inspection, Observation
from evaluations.rules.follow_up.reply import answer_is_late, correction_errors
from evaluations.rules.observing import Finding


class NotToJudge(Refused):
    """There is nothing to answer: agreed, answered already, too late, or the visit is past it."""


class VerdictRefused(Refused):
    """The verdict is incomplete (HTTP 422); ``errors`` says what is wrong by box."""

    status = 422

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


def judge_explanation(
    *,
    explanation: Explanation,
    verdict: str,
    corrected: Finding | None,
    reason: str,
    actor: User,
    at: datetime,
) -> Explanation:
    """Answer an explanation with ``verdict`` and a reason; the same answer again changes nothing.

    Accepted without ``corrected`` numbers the finding is dropped; with them, and where it is accepted in
    part, the corrected numbers count. Raises NotToJudge, VerdictRefused.
    """
    with locked(explanation.inspection) as inspection:
        current = Explanation.objects.select_for_update(of=("self",)).get(pk=explanation.pk)
        if _is_repeat(current, verdict, corrected, reason):
            return current
        _refuse(inspection, current, at)
        seen = Observation.objects.get(inspection=inspection, criterion=current.criterion_id)
        recorded = finding_of(seen)
        if errors := _errors(inspection, seen, verdict, corrected, reason):
            raise VerdictRefused(errors)
        write_verdict(current, verdict, reason, actor, at)
        if verdict != ExplanationVerdict.REJECTED:
            keep_outcome(current, recorded, corrected, reason)
        _finish(inspection, current, recorded, corrected, actor, at)
    return current


def write_verdict(word: Explanation, verdict: str, reason: str, actor: User | None, at: datetime) -> None:
    """Write what was decided on an explanation; ``actor`` is None where only a date decided."""
    word.verdict, word.verdict_reason, word.judged_by, word.judged_at = verdict, reason, actor, at
    word.save(update_fields=["verdict", "verdict_reason", "judged_by", "judged_at"])


def keep_outcome(word: Explanation, recorded: Finding, corrected: Finding | None, reason: str) -> None:
    """What becomes of the finding: the corrected numbers count, or (None) it counts no more."""
    assert word.criterion_id is not None, "the whole is agreed to, never judged"
    kept = corrected or recorded
    FindingOutcome.objects.create(
        inspection_id=word.inspection_id,
        criterion_id=word.criterion_id,
        upheld=corrected is not None,
        n=kept.n,
        k=kept.k,
        severity=kept.severity,
        reason=reason,
    )


def _is_repeat(word: Explanation, verdict: str, corrected: Finding | None, reason: str) -> bool:
    """Whether exactly this answer stands: same verdict, same reason, same numbers."""
    if (word.verdict, word.verdict_reason) != (verdict, reason):
        return False
    kept = FindingOutcome.objects.filter(
        inspection=word.inspection_id, criterion=word.criterion_id, upheld=True
    ).first()
    return _numbers(kept) == _numbers(corrected)


def _numbers(found: FindingOutcome | Finding | None) -> tuple[int, int, str] | None:
    return None if found is None else (found.n, found.k, str(found.severity))


def _refuse(inspection: Inspection, word: Explanation, at: datetime) -> None:
    if inspection.state != InspectionState.MINUTED:
        raise NotToJudge("Đoàn đã báo cáo kết quả hoặc cuộc kiểm tra đã kết thúc nên không trả lời nữa.")
    if word.agrees or word.criterion_id is None:
        raise NotToJudge("Cơ quan đã nhất trí nội dung này nên không cần trả lời.")
    if word.verdict:
        raise NotToJudge("Giải trình này đã được trả lời. Hãy tải lại trang để xem.")
    if answer_is_late(word.answer_due_on, clock.local_day(at)):
        raise NotToJudge(
            f"Đã quá hạn trả lời ngày {format_day(word.answer_due_on)}; ghi nhận này không còn được tính."
        )


def _errors(
    inspection: Inspection, seen: Observation, verdict: str, corrected: Finding | None, reason: str
) -> dict[str, str]:
    if not reason.strip():
        return {"reason": "Hãy ghi lý do để cơ quan hiểu vì sao."}
    if verdict == ExplanationVerdict.PARTLY and corrected is None:
        return {"k": "Chấp nhận một phần thì phải nhập số liệu sửa."}
    if corrected is None or verdict == ExplanationVerdict.REJECTED:
        return {}
    entry = entry_of(inspection, seen.criterion)
    assert entry is not None, "an observed criterion is one that the visit looks at"
    return correction_errors(entry, finding_of(seen), corrected)


def _finish(
    inspection: Inspection,
    word: Explanation,
    recorded: Finding,
    corrected: Finding | None,
    actor: User,
    at: datetime,
) -> None:
    save_counted(inspection)
    code = word.criterion.code if word.criterion else ""
    context = {"day": format_day(inspection.visited_on), "code": code}
    url = findings_url(inspection)
    tell_agency(EXPLANATION_JUDGED, inspection, key=str(word.pk), context=context, url=url, at=at)
    audit.record(
        "explanation.judged",
        actor=actor,
        subject=word,
        at=at,
        agency_id=inspection.agency_id,
        before={"criterion": code, "n": recorded.n, "k": recorded.k, "severity": recorded.severity},
        after={
            "verdict": word.verdict,
            "corrected": corrected and {"n": corrected.n, "k": corrected.k, "severity": corrected.severity},
        },
        reason=word.verdict_reason,
    )
