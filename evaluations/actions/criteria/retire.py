"""Retire a set that no period opened now would use; those that use it keep it.

Who is scored by what is changed by publishing alone, which takes two people.
"""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from core.errors import Refused
from core.replay import one_at_a_time
from evaluations.enums import SetState
from evaluations.gather.criteria.chosen import chosen_sets, others_than
from evaluations.models import CriteriaSet
from evaluations.rules.set_choice import chosen
from evaluations.rules.transitions import CRITERIA_SETS


class StillNeeded(Refused):
    """Without this set a group of agencies would be scored by another, or by none."""


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
        require(actor, "criteria_set.retire", current)
        if current.state == SetState.RETIRED:
            return current
        if not reason.strip():
            raise RetireReasonMissing("Hãy ghi lý do thôi áp dụng.")
        _refuse_if_needed(current)
        current.state = CRITERIA_SETS.target(current.state, "retire")
        current.save(update_fields=["state"])
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


def _refuse_if_needed(current: CriteriaSet) -> None:
    """Nobody alone decides by what a group is scored next: not by none, and not by an older set either."""
    needed = [group for group, chosen_id in chosen_sets().items() if chosen_id == current.pk]
    if not needed:
        return
    without = chosen(others_than(current))
    gaps = [str(group.label) for group in needed if without[group] is None]
    if gaps:
        raise StillNeeded(
            f"Nếu thôi áp dụng thì {'; '.join(gaps)} không còn bộ nào để chấm."
            " Hãy ban hành bộ thay thế trước."
        )
    names = "; ".join(str(group.label) for group in needed)
    wanted = "một bộ mới nêu đích danh nhóm đó" if current.comparison_groups else "bộ thay thế"
    raise StillNeeded(
        f"Bộ này đang được chọn để chấm: {names}. Nếu thôi áp dụng thì kỳ mở tiếp theo chấm bằng bộ khác mà"
        f" chỉ một người quyết định. Hãy ban hành {wanted} trước (cần hai người) rồi mới thôi áp dụng."
    )
