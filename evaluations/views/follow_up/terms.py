"""The terms of the procedure, for Home Affairs to set."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from evaluations.actions.follow_up.set_term import set_terms
from evaluations.forms.follow_up import TermsForm
from evaluations.gather.assessments.terms import form_terms
from evaluations.gather.follow_up.terms import due_terms as terms_in_force


@require_http_methods(["GET", "HEAD", "POST"])
def due_terms(request: HttpRequest) -> HttpResponse:
    """Every term with its source; a change counts for dates set from then on."""
    user: Any = request.user
    require(user, "due_term.change")
    if request.method != "POST":
        form = TermsForm(initial=terms_in_force()._asdict() | form_terms()._asdict())
        return render(request, "follow_up/terms.html", {"form": form})
    form = TermsForm(request.POST)
    if not form.is_valid():
        return render(request, "follow_up/terms.html", {"form": form}, status=422)
    changed = set_terms(days=form.cleaned_data, actor=user, at=clock.now())
    if changed:
        messages.success(request, f"Đã đổi {changed} thời hạn, áp dụng cho các hạn đặt từ bây giờ.")
    else:
        messages.info(request, "Không có thời hạn nào thay đổi.")
    return redirect("due_terms")
