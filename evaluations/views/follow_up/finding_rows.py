"""What the page of findings shows of each shortcoming, ready for the template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.dates import format_day, format_moment
from core.models import Attachment
from evaluations.enums import Severity
from evaluations.forms.follow_up import ExplainForm, JudgeForm
from evaluations.gather.follow_up.findings import Reply
from evaluations.models import Explanation
from evaluations.rules.conclusion import in_words
from evaluations.rules.follow_up.recurrence import badge
from evaluations.rules.follow_up.reply import LABELS, Standing
from evaluations.views.inspections.cards import Photo, photo_links
from evaluations.views.inspections.finding import SEVERITY_KINDS

STANDING_KINDS = {
    Standing.OPEN: "warn",
    Standing.AGREED: "neutral",
    Standing.UNCONTESTED: "neutral",
    Standing.WAITING: "info",
    Standing.DROPPED: "ok",
    Standing.CORRECTED: "ok",
    Standing.KEPT: "bad",
    Standing.LAPSED: "none",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One shortcoming on the page; a form only where the reader may fill it in now."""

    key: str
    code: str
    statement: str
    recorded: str
    counted: str
    severity: str
    severity_kind: str
    standing: str
    standing_kind: str
    again: str
    note: str
    photos: Sequence[Photo]
    said: str
    said_by: str
    files: Sequence[Photo]
    answer: str
    answered_by: str
    due: str
    explain_form: ExplainForm | None
    explain_url: str
    judge_form: JudgeForm | None
    judge_url: str


def row_of(
    inspection: Any, reply: Reply, explain_form: ExplainForm | None, judge_form: JudgeForm | None
) -> Row:
    """One shortcoming as the reader sees it."""
    point, said, found = reply.point, reply.explanation, reply.counted
    return Row(
        key=str(point.criterion.pk),
        code=point.criterion.code,
        statement=point.criterion.statement,
        recorded=in_words(point.entry, reply.recorded),
        counted=_counted(reply),
        severity=str(Severity(reply.recorded.severity).label) if reply.recorded.severity != "none" else "",
        severity_kind=SEVERITY_KINDS[found.severity if found else "none"],
        standing=LABELS[reply.standing],
        standing_kind=STANDING_KINDS[reply.standing],
        again=badge(reply.repeats + 1),
        note=reply.recorded.note,
        photos=photo_links(point.photos, point.criterion.code),
        said=("Nhất trí với ghi nhận này." if said.agrees else said.text) if said else "",
        said_by=f"{said.submitted_by.display_name}, {format_moment(said.submitted_at)}" if said else "",
        files=file_links(reply.files, f"của giải trình {point.criterion.code}"),
        answer=said.verdict_reason if said else "",
        answered_by=_answered_by(said),
        due=format_day(said.answer_due_on) if said and reply.standing == Standing.WAITING else "",
        explain_form=explain_form,
        explain_url=reverse("explanation_submit", args=[inspection.pk, point.criterion.pk]),
        judge_form=judge_form,
        judge_url=reverse("explanation_judge", args=[said.pk]) if said else "",
    )


def _counted(reply: Reply) -> str:
    """What counts in the end where that is another thing than was recorded."""
    if reply.outcome is None:
        return ""
    found = reply.counted
    return "không tính" if found is None else in_words(reply.point.entry, found)


def _answered_by(said: Explanation | None) -> str:
    if said is None or said.judged_at is None:
        return ""
    who = said.judged_by.display_name if said.judged_by else "Hệ thống"
    return f"{who}, {format_moment(said.judged_at)}"


def file_links(files: Sequence[Attachment], what: str) -> tuple[Photo, ...]:
    """Pictures handed in after the minutes, as links; ``what`` completes "Ảnh 1 …"."""
    return tuple(
        Photo(
            reverse("follow_up_photo", args=[file.pk]),
            reverse("follow_up_thumbnail", args=[file.pk]),
            f"Ảnh {number} {what}",
        )
        for number, file in enumerate(files, 1)
    )
