"""Several reports of one thing: the main one is answered, and the senders of the others read its answer."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from feedback.actions.cases.moving import locked, move, note_act
from feedback.actions.cases.refusals import CaseRefused
from feedback.enums import CaseState
from feedback.models import FeedbackCase


def merge_case(
    *, case: FeedbackCase, main: FeedbackCase, seen_version: int, actor: User, at: datetime
) -> FeedbackCase:
    """Make ``case`` a duplicate of ``main``, which is answered for both.

    Raises CaseRefused, StaleCase, core.transitions.TransitionRefused.
    """
    with transaction.atomic():
        # both rows in one order, so that two who merge crosswise do not wait for each other
        both = FeedbackCase.objects.select_for_update(of=("self",)).filter(pk__in=[case.pk, main.pk])
        rows = {row.pk: row for row in both.order_by("pk")}
        current, kept = locked(case, seen_version), rows[main.pk]
        _refuse(current, kept)
        current.merged_into = kept
        move(current, "merge", changed=["merged_into"], actor=actor, at=at)
        note_act("case.merged", current, actor=actor, at=at, after={"main": kept.pk})
    return current


def separate_case(*, case: FeedbackCase, seen_version: int, actor: User, at: datetime) -> FeedbackCase:
    """Let a duplicate stand by itself again. Raises StaleCase, core.transitions.TransitionRefused."""
    with transaction.atomic():
        current = locked(case, seen_version)
        before, current.merged_into = current.merged_into_id, None
        move(current, "separate", changed=["merged_into"], actor=actor, at=at)
        note_act("case.separated", current, actor=actor, at=at, before={"main": before})
    return current


def _refuse(current: FeedbackCase, main: FeedbackCase) -> None:
    if current.pk == main.pk or current.agency_id != main.agency_id:
        raise CaseRefused({"main": "Hãy chọn một phản ánh khác về cùng cơ quan."})
    if main.state not in (CaseState.RELEASED, CaseState.ASSIGNED, CaseState.ANSWERED):
        raise CaseRefused({"main": "Phản ánh được chọn đã gộp vào phản ánh khác. Hãy chọn phản ánh chính."})
    if current.duplicates.exists():
        raise CaseRefused(
            {"main": "Phản ánh này đang là phản ánh chính của phản ánh khác nên không gộp tiếp được."}
        )
    if current.verdict:
        raise CaseRefused({"main": "Phản ánh đã có kết luận. Hãy rút kết luận trước khi gộp."})
