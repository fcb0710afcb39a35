"""Saying what came of a mark."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.calibration import follow_up_mark
from evaluations.forms.calibration import OutcomeForm
from evaluations.gather.calibration.voices import names_on
from evaluations.models import CalibrationMark
from evaluations.views.calibration.frame import MONTH, TITLE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calibration_follow_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The mark and the field for its outcome."""
    user: Any = request.user
    visible = CalibrationMark.objects.visible_to(user, clock.today())
    mark = get_object_or_404(visible.select_related("criterion", "period", "made_by"), pk=pk)
    require(user, "calibration.mark")
    form = OutcomeForm(request.POST or None, initial={"outcome": mark.outcome})
    name = names_on(mark.period.last_day).get(mark.agency_id, "Cơ quan")
    query = f"?{MONTH}={mark.period.starts_on.isoformat()}"
    back = reverse("calibration_agency", args=[mark.agency_id]) + query
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                follow_up_mark(mark=mark, **form.cleaned_data, actor=user, at=clock.now())
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
            else:
                messages.success(request, "Đã ghi kết quả xem lại.")
                return redirect(f"{back}#dau")
    context = {
        "form": form,
        "mark": mark,
        "name": name,
        "back": back,
        "is_done": mark.followed_up_at is not None,
        "trail": [(TITLE, reverse("calibration") + query), (name, back), ("Xem lại", "")],
    }
    return render(request, "calibration/follow_up.html", context, status=status)
