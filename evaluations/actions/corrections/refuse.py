"""Refuse a correction, with a reason; nothing of the closed period changes."""

from datetime import datetime

from agencies.models import User
from core import audit
from evaluations.actions.corrections.deciding import FIELDS, deciding
from evaluations.actions.corrections.telling import tell_refused
from evaluations.models import Correction


def refuse_correction(*, correction: Correction, decision: str, actor: User, at: datetime) -> Correction:
    """Keep the refusal; the same again changes nothing.

    Raises AlreadyDecided, AccessRefused, WordsRefused.
    """
    with deciding(correction, "refuse", decision, actor=actor, at=at) as (current, is_repeat):
        if is_repeat:
            return current
        current.save(update_fields=FIELDS)
        agencies = sorted(set(current.lines.order_by("agency").values_list("agency", flat=True)))
        tell_refused(current, agencies, at=at)
        audit.record(
            "correction.refused",
            actor=actor,
            subject=current,
            at=at,
            agency_id=agencies[0] if len(agencies) == 1 else None,
            before={"state": "asked"},
            after={"state": current.state},
            reason=current.decision,
        )
    return current
