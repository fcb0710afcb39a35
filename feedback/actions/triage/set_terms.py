"""Home Affairs sets how long a kind of case may take; due days that were given before stand."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from feedback.actions.cases.refusals import CaseRefused
from feedback.enums import CaseKind
from feedback.gather.case_terms import case_terms
from feedback.models import CaseTerm
from feedback.rules.case_terms import LEAST, MOST


def set_case_terms(*, days: Mapping[str, int], actor: User, at: datetime) -> int:
    """Set working days by kind of case, the desk's own among them; returns how many changed.

    Raises AccessRefused, CaseRefused.
    """
    require(actor, "case_term.change")
    for kind, count in days.items():
        if kind not in CaseKind.values or not LEAST <= count <= MOST:
            raise CaseRefused({kind: f"Mỗi thời hạn phải từ {LEAST} đến {MOST} ngày làm việc."})
    with transaction.atomic():
        # Locked in one order, so that two who save at once do not wait for each other.
        list(CaseTerm.objects.select_for_update(of=("self",)).order_by("kind"))
        before = case_terms()
        changed = {kind: count for kind, count in days.items() if before[kind] != count}
        for kind, count in sorted(changed.items()):
            row, _ = CaseTerm.objects.update_or_create(kind=kind, defaults={"working_days": count})
            audit.record(
                "case_term.changed",
                actor=actor,
                subject=row,
                at=at,
                before={"working_days": before[kind]},
                after={"working_days": count},
            )
    return len(changed)
