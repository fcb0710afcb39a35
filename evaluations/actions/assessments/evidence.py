"""Files that prove an answer: attached while the form is the person's own, taken off again as freely."""

from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import audit
from core.attachments import discard_files, keep_paper, keep_picture
from core.errors import Conflict, Refused
from core.models import Attachment
from core.papers import Paper, looks_like_paper, read_paper
from core.pictures import Picture, redraw
from core.replay import OTHER_CONTENT
from core.text import squeeze
from evaluations.actions.assessments.storing import EDITABLE
from evaluations.actions.follow_up.pictures import kept_files
from evaluations.actions.guard import refuse_closed_period
from evaluations.gather.assessments.questions import sheet_of
from evaluations.models import AssessmentEvidence, SelfAssessment
from evaluations.rules.assessments.answers import Applicability

MOST_EACH = 3
"""Files that one criterion takes; a word says what three pictures do not."""

MOST = 20
"""Files that one form takes."""

LONGEST_CAPTION = 200
LOCKED = "Phiếu đã nộp nên không thêm hay gỡ minh chứng được nữa."


class EvidenceRefused(Refused):
    """Too many files, a criterion that is not asked, or a caption too long (HTTP 422)."""

    status = 422


def attach_evidence(
    *,
    evidence_id: UUID,
    assessment: SelfAssessment,
    position: int,
    file: IO[bytes],
    caption: str = "",
    actor: User,
    at: datetime,
) -> AssessmentEvidence:
    """Keep a picture (drawn anew) or a PDF (looked at) beside one criterion of an unsent form.

    The same id with the same file gives the first row, so a phone may send it again. Raises EvidenceRefused,
    core.pictures.ImageRefused, core.papers.PaperRefused, Conflict (sent, or the id with another file) and
    PeriodClosed. Decoding is done before anything is locked.
    """
    checked = read_paper(file) if looks_like_paper(file) else redraw(file)
    caption = squeeze(caption.replace("\x00", ""))
    if len(caption) > LONGEST_CAPTION:
        raise EvidenceRefused(f"Chú thích dài quá {LONGEST_CAPTION} ký tự. Hãy viết ngắn hơn.")
    with kept_files() as kept, refuse_closed_period(), transaction.atomic():
        row = SelfAssessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
        first = _first(evidence_id, row, position, checked)
        if first is not None:
            return first
        _refuse(row, position)
        kept.append(_keep(checked, caption, actor, at))
        made = AssessmentEvidence.objects.create(
            id=evidence_id,
            period_id=row.period_id,
            assessment=row,
            position=position,
            attachment=kept[0],
            caption=caption,
            added_at=at,
        )
        _record("assessment.evidence_added", row, made, actor, at)
    return made


def _first(
    evidence_id: UUID, row: SelfAssessment, position: int, checked: Picture | Paper
) -> AssessmentEvidence | None:
    """What this very file made before; the digest is of the bytes that came, not of those kept."""
    found = AssessmentEvidence.objects.filter(pk=evidence_id).select_related("attachment").first()
    if found is None:
        return None
    came = checked.original_sha256 if isinstance(checked, Picture) else checked.sha256
    if (found.assessment_id, found.position, found.attachment.original_sha256) != (row.pk, position, came):
        raise Conflict(OTHER_CONTENT)
    return found


def _refuse(row: SelfAssessment, position: int) -> None:
    if row.state not in EDITABLE:
        raise Conflict(LOCKED)
    if position not in sheet_of(row.criteria_set_id, Applicability.from_flags(row.applies)).positions:
        raise EvidenceRefused("Tiêu chí này không có trong phiếu của bạn.")
    held = list(AssessmentEvidence.objects.filter(assessment=row).values_list("position", flat=True))
    if held.count(position) >= MOST_EACH:
        raise EvidenceRefused(f"Mỗi tiêu chí tối đa {MOST_EACH} tệp. Hãy gỡ bớt hoặc ghi thêm vào ghi chú.")
    if len(held) >= MOST:
        raise EvidenceRefused(f"Mỗi phiếu tối đa {MOST} tệp. Hãy giữ những tệp cần nhất.")


def _keep(checked: Picture | Paper, caption: str, actor: User, at: datetime) -> Attachment:
    if isinstance(checked, Picture):
        return keep_picture(checked, actor=actor, at=at, caption=caption)
    return keep_paper(checked, actor=actor, at=at, caption=caption)


def remove_evidence(*, evidence: AssessmentEvidence, actor: User, at: datetime) -> None:
    """Take a file off an unsent form, with its bytes; one that is gone already is no error.

    Raises Conflict once the form is sent, and PeriodClosed.
    """
    with refuse_closed_period(), transaction.atomic():
        row = SelfAssessment.objects.select_for_update(of=("self",)).get(pk=evidence.assessment_id)
        found = AssessmentEvidence.objects.filter(pk=evidence.pk).select_related("attachment").first()
        if found is None:
            return
        if row.state not in EDITABLE:
            raise Conflict(LOCKED)
        attachment = found.attachment
        _record("assessment.evidence_removed", row, found, actor, at)
        found.delete()
        attachment.delete()
        transaction.on_commit(lambda: discard_files(attachment))


def _record(event: str, row: SelfAssessment, evidence: AssessmentEvidence, actor: User, at: datetime) -> None:
    audit.record(
        event,
        actor=actor,
        subject=row,
        at=at,
        agency_id=row.agency_id,
        after={"evidence": str(evidence.pk), "position": evidence.position},
    )
