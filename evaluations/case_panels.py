"""What assessment adds to a case's page: the inspections that looked into it, its closed month."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from agencies.models import User
from core.access import may
from evaluations.forms.case_links import LinkForm
from evaluations.gather.case_links import inspections_of, linkable
from evaluations.gather.corrections.overturned import CITIZEN, closed_month_of
from evaluations.views.case_links.words import criterion_choices, inspection_choices, inspection_words
from feedback.case_panels import CasePanel, register
from feedback.models import FeedbackCase


def inspections_panel(user: User, case: FeedbackCase, on: date) -> CasePanel | None:
    """The inspections tied to the case, and the form that ties another; nothing where there is neither."""
    linked = inspections_of(user, case, on)
    form: Any = None
    may_change = bool(may(user, "case.verify", case))
    if may_change:
        others = linkable(user, case, on)
        if others:
            form = LinkForm(
                inspections=inspection_choices(others), criteria=criterion_choices(user, others, on)
            )
    if not linked and form is None:
        return None
    rows = [
        {
            "words": inspection_words(one.inspection),
            "url": reverse("inspection_detail", args=[one.inspection.pk]),
            "code": one.code,
            "note": one.note,
            "remove_url": reverse("case_link_remove", args=[one.link_id]) if may_change else "",
        }
        for one in linked
    ]
    return CasePanel("inspections/_case_panel.html", {"rows": rows, "form": form})


def closed_month_panel(user: User, case: FeedbackCase, on: date) -> CasePanel | None:
    """The way to a correction, for a verdict that counts in a closed month; nothing else changes it (S15)."""
    month = closed_month_of(case)
    if month is None or not may(user, "correction.ask", (month, case.agency_id)):
        return None
    there = reverse("correction_ask", args=[month.pk, case.agency_id])
    named = urlencode({"dong": f"{case.criterion}|{CITIZEN}", "phan_anh": case.pk})
    return CasePanel("corrections/_case_panel.html", {"month": month.label, "url": f"{there}?{named}"})


register(inspections_panel, order=10)
register(closed_month_panel, order=20)
