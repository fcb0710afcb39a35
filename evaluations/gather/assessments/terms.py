"""The terms of the monthly form in force: the defaults, and what the province has set instead."""

from evaluations.models import DueTerm
from evaluations.rules.assessments.terms import FormTerms, form_terms_from


def form_terms() -> FormTerms:
    """The terms in force now, in working days (one query)."""
    return form_terms_from(dict(DueTerm.objects.values_list("code", "working_days")))
