"""Look for everything that came after a period's close, and ask for its corrections (S15)."""

from datetime import datetime

from django.db import transaction

from evaluations.actions.corrections.ask_by_rule import ask_by_rule
from evaluations.actions.corrections.late_visits import hold_for_ever, late_visits
from evaluations.enums import CorrectionCause
from evaluations.gather.corrections.late_facts import late_appeals, late_surveys
from evaluations.gather.corrections.late_registers import late_registers
from evaluations.gather.corrections.previews import base_of
from evaluations.models import Correction, Period


def ask_for_late_facts(*, period: Period, at: datetime) -> int:
    """Ask for a correction of each late fact of a closed period; how many are new. Again it adds none."""
    base = base_of(period)
    if base is None or period.closed_at is None:
        return 0
    lates = [
        *late_visits(period, base),
        *late_appeals(period, base),
        *late_registers(period, base, at),
        *late_surveys(period, base),
    ]
    known = set(Correction.objects.filter(period=period).exclude(origin="").values_list("origin", flat=True))
    asked = 0
    for late in lates:
        if late.origin in known or not late.lines:
            continue
        with transaction.atomic():
            new = ask_by_rule(late=late, at=at, base=base)
            if new is not None and late.cause == CorrectionCause.LATE_VISIT:
                hold_for_ever([late.origin.split(":")[1]])
        asked += new is not None
    return asked
