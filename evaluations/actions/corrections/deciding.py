"""What granting and refusing have in common: the lock, who may, and the second one who is told so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from agencies.models import User
from core.access import require
from core.dates import format_moment
from core.words import written
from evaluations.actions.corrections.refusals import AlreadyDecided
from evaluations.enums import CorrectionState
from evaluations.models import Correction, Period
from evaluations.rules.transitions import CORRECTIONS

LONGEST = 2000
NO_WORDS = "Hãy ghi lý do của quyết định; người đề nghị và cơ quan liên quan sẽ đọc."
FIELDS = ["state", "decision", "decided_at", "decided_by"]


class Deciding(NamedTuple):
    """The locked request; ``is_repeat``: the same person has decided it so already."""

    correction: Correction
    is_repeat: bool


@contextmanager
def deciding(
    correction: Correction, move: str, decision: str, *, actor: User, at: datetime
) -> Iterator[Deciding]:
    """Lock period and request, and put the decision on it unsaved.

    Two deciders queue at the period; the second finds it decided. Raises AlreadyDecided, AccessRefused,
    WordsRefused.
    """
    decision = written(decision, NO_WORDS, longest=LONGEST)
    with transaction.atomic():
        Period.objects.select_for_update(of=("self",)).get(pk=correction.period_id)
        current = (
            Correction.objects.select_for_update(of=("self",)).select_related("period").get(pk=correction.pk)
        )
        require(actor, "correction.decide", current)
        if current.state != CorrectionState.ASKED:
            made = (CORRECTIONS.target(CorrectionState.ASKED, move), decision, actor.pk)
            if (current.state, current.decision, current.decided_by_id) != made:
                raise AlreadyDecided(_by_whom(current))
            yield Deciding(current, True)
            return
        current.state = CORRECTIONS.target(current.state, move)
        current.decision, current.decided_at, current.decided_by = decision, at, actor
        yield Deciding(current, False)


def _by_whom(current: Correction) -> str:
    who = current.decided_by.display_name if current.decided_by else ""
    return (
        f"{who} đã quyết định đề nghị này lúc {format_moment(current.decided_at)}: "
        f"{current.get_state_display()}. Quyết định đó giữ nguyên."
    )
