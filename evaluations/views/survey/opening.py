"""Home Affairs opens the survey of a month."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.survey import open_surveys
from evaluations.forms.survey import OpenSurveyForm
from evaluations.models import Period

USUAL_DAYS = 7


@require_http_methods(["GET", "HEAD", "POST"])
def survey_open(request: HttpRequest) -> HttpResponse:
    """Open it in every rated agency; those that have theirs keep it."""
    user: Any = request.user
    require(user, "survey.open")
    months = Period.objects.months().open().newest_first()
    today = clock.today()
    usual = {"opens_on": today, "closes_on": today + timedelta(days=USUAL_DAYS - 1)}
    form = OpenSurveyForm(request.POST or None, months=months, initial=usual)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                fresh = open_surveys(**form.cleaned_data, actor=user, at=clock.now())
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
            else:
                messages.success(
                    request,
                    f"Đã mở khảo sát tại {fresh} cơ quan. Khóa ký phiếu được tạo trong ít phút; "
                    "sau đó cán bộ nhận phiếu được."
                    if fresh
                    else "Mọi cơ quan đã có khảo sát của tháng này, không mở thêm.",
                )
                return redirect("survey_list")
    context = {
        "form": form,
        "has_months": months.exists(),
        "trail": [("Khảo sát ẩn danh", reverse("survey_list")), ("Mở khảo sát", "")],
    }
    return render(request, "survey/open.html", context, status=status)
