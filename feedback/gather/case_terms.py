"""The terms of cases in force."""

from feedback.models import CaseTerm
from feedback.rules.case_terms import terms_from


def case_terms() -> dict[str, int]:
    """Working days by kind of case, the desk's TRIAGE_DAYS among them (one query); the agency's part is
    counted from the day of the batch (rules.case_terms)."""
    return terms_from(dict(CaseTerm.objects.values_list("kind", "working_days")))
