"""Adding to minutes that were issued."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.dates import format_moment
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.documents.addendum import NoMinutes, add_addendum
from evaluations.actions.documents.minutes import minutes_of
from evaluations.forms.documents import AddendumForm
from evaluations.gather.documents.late import late_records
from evaluations.views.inspections.finding import visible_inspection


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_addendum(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form of an addendum; what the leader wrote is never lost to a refusal."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.read_record", inspection)
    require(user, "document.add_addendum", inspection)
    choices = [(one.id, _words(one)) for one in late_records(inspection)]
    form = AddendumForm(request.POST or None, late=choices)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                document = add_addendum(
                    form_id=form_uuid(request.POST),
                    inspection=inspection,
                    actor=user,
                    at=clock.now(),
                    **form.cleaned_data | {"late": [UUID(one) for one in form.cleaned_data["late"]]},
                )
                messages.success(request, f"Đã ban hành phụ lục số {document.symbol}.")
                return redirect("document_detail", pk=document.pk)
            status = 422
        except NoMinutes:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = refusal.status
    return _page(request, inspection, form, status)


def _words(one: Any) -> str:
    return f"{one.subject}: {one.said} (ghi lúc {format_moment(one.captured_at)})"


def _page(request: HttpRequest, inspection: Any, form: AddendumForm, status: int) -> HttpResponse:
    minutes = minutes_of(inspection)
    if minutes is None:
        raise NoMinutes("Chưa có biên bản nên chưa lập được phụ lục.")
    minutes_url = reverse("inspection_minutes", args=[inspection.pk])
    before = [("Kiểm tra", reverse("inspection_list")), (f"Biên bản {minutes.symbol}", minutes_url)]
    context = {
        "inspection": inspection,
        "minutes": minutes,
        "trail": [*before, ("Phụ lục", "")],
        "form": form,
        "has_late": bool(form["late"].field.choices),
    }
    return render(request, "documents/addendum.html", context, status=status)
