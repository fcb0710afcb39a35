"""How long a case may take, for Home Affairs to set."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from feedback.actions.triage.set_terms import set_case_terms
from feedback.forms.triage import CaseTermsForm
from feedback.gather.case_terms import case_terms as terms_in_force
from feedback.rules.case_terms import TRIAGE_DAYS


@require_http_methods(["GET", "HEAD", "POST"])
def case_terms(request: HttpRequest) -> HttpResponse:
    """The terms by kind with their sources; a change counts for batches from then on."""
    user: Any = request.user
    require(user, "case_term.change")
    form = CaseTermsForm(request.POST or None, initial=terms_in_force())
    if request.method == "POST" and form.is_valid():
        changed = set_case_terms(days=form.cleaned_data, actor=user, at=clock.now())
        words = f"Đã đổi {changed} thời hạn." if changed else "Không có thời hạn nào thay đổi."
        messages.success(request, words)
        return redirect("case_terms")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "triage_days": TRIAGE_DAYS}
    return render(request, "feedback/triage/terms.html", context, status=status)
