"""Retire a set: no period opened from now on uses it; those that use it keep it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from agencies.enums import ComparisonGroup
from agencies.models import User
from core import audit
from core.errors import Refused
from core.replay import one_at_a_time
from evaluations.enums import SetState
from evaluations.gather.criteria.pinned import chosen_sets
from evaluations.models import CriteriaSet
from evaluations.rules.transitions import CRITERIA_SETS


class StillNeeded(Refused):
    """Without this set a group of agencies would have none to be scored by."""


class RetireReasonMissing(Refused):
    """Nobody said why (HTTP 422)."""

    status = 422


def retire(*, criteria_set: CriteriaSet, reason: str, actor: User, at: datetime) -> CriteriaSet:
    """Retire a published set; again changes nothing.

    Raises StillNeeded, RetireReasonMissing, and core.transitions.TransitionRefused for a draft.
    """
    with transaction.atomic():
        one_at_a_time("criteria_set:retire")
        current = CriteriaSet.objects.select_for_update(of=("self",)).get(pk=criteria_set.pk)
        if current.state == SetState.RETIRED:
            return current
        if not reason.strip():
            raise RetireReasonMissing("Hãy ghi lý do thôi áp dụng.")
        before = chosen_sets()
        current.state = CRITERIA_SETS.target(current.state, "retire")
        current.save(update_fields=["state"])
        _refuse_gaps(before, chosen_sets())
        audit.record(
            "criteria_set.retired",
            actor=actor,
            subject=current,
            at=at,
            before={"state": SetState.PUBLISHED},
            after={"state": current.state},
            reason=reason.strip(),
        )
    return current


def _refuse_gaps(
    before: Mapping[ComparisonGroup, int | None], after: Mapping[ComparisonGroup, int | None]
) -> None:
    """Every ranked group that had a set keeps one; the transaction takes the retiring back."""
    without = [str(group.label) for group in before if before[group] and not after[group]]
    if without:
        raise StillNeeded(
            f"Nếu thôi áp dụng thì {', '.join(without)} không còn bộ nào để chấm."
            " Hãy ban hành bộ thay thế trước."
        )
