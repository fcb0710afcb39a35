"""Ask for a correction of a closed period; another person decides (S15)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from core.errors import Conflict
from core.replay import OTHER_CONTENT, create_once
from core.words import written
from evaluations.actions.corrections.refusals import BaseMoved, CorrectionRefused, NotClosed
from evaluations.actions.corrections.telling import tell_asked
from evaluations.actions.corrections.writing import as_audited, check_lines, write_lines
from evaluations.enums import CorrectionCause
from evaluations.gather.corrections.previews import base_of, lines_of, tried
from evaluations.models import Correction, Period
from evaluations.rules.corrections.lines import Line

LONGEST = 4000
NO_REASON = "Hãy ghi lý do điều chỉnh và căn cứ (văn bản, biên bản, ngày)."
NOTHING_MOVES = "Với số liệu này không điểm nào thay đổi. Hãy xem lại các dòng cần điều chỉnh."


def ask_correction(
    *,
    form_id: UUID,
    period: Period,
    seen_base: int,
    cause: str,
    reason: str,
    lines: Sequence[Line],
    actor: User,
    at: datetime,
    origin: str = "",
) -> Correction:
    """Keep the request with everything it would move; the same form again gives the same request.

    ``seen_base`` is the snapshot whose figures the person saw. ``origin`` names the record that a person
    found wrong, once in a period. Raises NotClosed, BaseMoved, CorrectionRefused, WordsRefused,
    AccessRefused, and Conflict for other content under the same id.
    """
    reason = written(reason, NO_REASON, longest=LONGEST)
    if cause not in CorrectionCause.values:
        raise CorrectionRefused("Hãy chọn nguyên nhân điều chỉnh.")
    for agency in sorted({line.agency for line in lines}):
        require(actor, "correction.ask", (period, agency))
    with transaction.atomic():
        Period.objects.select_for_update(of=("self",)).get(pk=period.pk)
        known = Correction.objects.filter(pk=form_id).first()
        if known is not None:
            return _same(known, period, cause, reason, lines, actor)
        base = base_of(period)
        if base is None:
            raise NotClosed
        if base.snapshot.pk != seen_base:
            raise BaseMoved
        check_lines(base, lines)
        _refuse_twice(origin, period)
        moves = tried(base, lines, adding=False).moves
        if not moves["agencies"]:
            raise CorrectionRefused(NOTHING_MOVES)
        correction, is_new = create_once(
            Correction(
                id=form_id,
                period=period,
                cause=cause,
                reason=reason,
                origin=origin,
                base=base.snapshot,
                moves=moves,
                asked_at=at,
                asked_by=actor,
            ),
            "period",
            "cause",
            "reason",
            "asked_by",
        )
        if is_new:
            write_lines(correction, lines)
            tell_asked(correction, {line.agency for line in lines}, at=at)
            record_asked(correction, lines, actor, at)
    return correction


def record_asked(correction: Correction, lines: Sequence[Line], actor: User | None, at: datetime) -> None:
    """The request in the trail, under its agency where it is about one."""
    agencies = {line.agency for line in lines}
    audit.record(
        "correction.asked",
        actor=actor,
        subject=correction,
        at=at,
        agency_id=next(iter(agencies)) if len(agencies) == 1 else None,
        after={
            "period": correction.period_id,
            "cause": correction.cause,
            "origin": correction.origin,
            "base": correction.base_id,
            "lines": as_audited(lines),
        },
        reason=correction.reason,
    )


def _refuse_twice(origin: str, period: Period) -> None:
    if origin and Correction.objects.filter(origin=origin, period=period).exists():
        raise CorrectionRefused("Việc này đã có đề nghị điều chỉnh cho kỳ. Hãy xem trong danh sách đề nghị.")


def _same(
    known: Correction, period: Period, cause: str, reason: str, lines: Sequence[Line], actor: User
) -> Correction:
    stored = (known.period_id, known.cause, known.reason, known.asked_by_id)
    given = sorted(lines, key=lambda line: line[:3])
    if stored != (period.pk, cause, reason, actor.pk) or lines_of(known) != given:
        raise Conflict(str(OTHER_CONTENT))
    return known
