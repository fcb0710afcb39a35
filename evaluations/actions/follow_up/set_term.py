"""Home Affairs sets a term of inspections or of the monthly form; dates that were given before stand."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.errors import Refused
from evaluations.gather.assessments.terms import form_terms
from evaluations.gather.follow_up.terms import due_terms
from evaluations.models import DueTerm
from evaluations.rules.assessments.terms import FORM_BY_CODE, most_of
from evaluations.rules.follow_up.terms import BY_CODE, LEAST, MOST


class TermRefused(Refused):
    """No such term, or a number of days that no term may have (HTTP 422)."""

    status = 422


def set_terms(*, days: Mapping[str, int], actor: User, at: datetime) -> int:
    """Set terms (working days by code); those that stay as they are leave no trace; returns how many changed.

    Raises TermRefused.
    """
    for code, count in days.items():
        most = most_of(code, MOST)
        if code not in {*BY_CODE, *FORM_BY_CODE} or not LEAST <= count <= most:
            raise TermRefused(f"Mỗi thời hạn phải từ {LEAST} đến {most} ngày làm việc.")
    with transaction.atomic():
        # The rows are locked in one order, so that two who save at once do not wait for each other.
        list(DueTerm.objects.select_for_update(of=("self",)).order_by("code"))
        before = due_terms()._asdict() | form_terms()._asdict()
        changed = {code: count for code, count in days.items() if before[code] != count}
        rows = {}
        for code, count in changed.items():
            rows[code], _ = DueTerm.objects.update_or_create(
                code=code, defaults={"working_days": count, "changed_by": actor, "changed_at": at}
            )
        for code, count in changed.items():
            audit.record(
                "due_term.changed",
                actor=actor,
                subject=rows[code],
                at=at,
                before={"working_days": before[code]},
                after={"working_days": count},
            )
    return len(changed)
