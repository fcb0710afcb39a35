"""The terms in force: the defaults, and what the province has set instead."""

from evaluations.models import DueTerm
from evaluations.rules.follow_up.terms import Terms, terms_from


def due_terms() -> Terms:
    """The terms in force now, in working days (one query)."""
    return terms_from(dict(DueTerm.objects.values_list("code", "working_days")))
