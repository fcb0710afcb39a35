"""An inspector's own declarations of relatives; nobody else ever sees them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.gather.names import last_names
from agencies.models import Agency
from core import clock
from core.access import require
from core.dates import format_moment
from core.forms import form_uuid
from evaluations.actions.planning import declare_relative, end_relative
from evaluations.forms.planning import RelativeForm
from evaluations.gather.planning.books import rated_names
from evaluations.models import RelativeDeclaration
from evaluations.views.planning.frame import FormWords, page_trail, with_form

RELATIVES = "Người thân đã khai"


@require_safe
def relative_list(request: HttpRequest) -> HttpResponse:
    """The person's own declarations, standing ones first."""
    user: Any = request.user
    require(user, "relative.declare")
    declared = list(RelativeDeclaration.objects.visible_to(user).order_by("-declared_at", "pk"))
    declared.sort(key=lambda one: one.ended_at is not None)
    names = last_names(one.agency_id for one in declared)
    rows = [
        {
            "agency": names[one.agency_id].name,
            "relation": one.relation,
            "declared_at": format_moment(one.declared_at),
            "ended_at": format_moment(one.ended_at) if one.ended_at else "",
            "end_url": "" if one.ended_at else reverse("relative_end", args=[one.pk]),
        }
        for one in declared
    ]
    return render(request, "planning/relatives.html", {"trail": page_trail(RELATIVES), "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def relative_declare(request: HttpRequest) -> HttpResponse:
    """Declare that a relative works in an agency."""
    user: Any = request.user
    require(user, "relative.declare")
    form = RelativeForm(request.POST or None, agencies=rated_names(clock.today()))
    words = FormWords(
        title="Khai người thân công tác tại cơ quan",
        button="Khai báo",
        back=reverse("relative_list"),
        trail=page_trail("Khai mới", (RELATIVES, reverse("relative_list"))),
        notes=[
            "Cổng không hỏi và không lưu tên người thân. Chỉ bạn xem được khai báo này; "
            "người phân công chỉ được báo rằng bạn không được phân công tại cơ quan đó."
        ],
        symbol="shield-check",
    )

    def act() -> HttpResponse:
        agency = get_object_or_404(Agency.objects.visible_to(user), pk=form.cleaned_data["agency"])
        declare_relative(
            form_id=form_uuid(request.POST),
            agency=agency,
            relation=form.cleaned_data["relation"],
            actor=user,
            at=clock.now(),
        )
        messages.success(request, "Đã ghi khai báo. Bạn sẽ không được phân công tại cơ quan này.")
        return redirect("relative_list")

    return with_form(request, form, words, act)


@require_POST
def relative_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The relative works there no more."""
    user: Any = request.user
    declaration = get_object_or_404(RelativeDeclaration.objects.visible_to(user), pk=pk)
    require(user, "relative.declare", declaration)
    end_relative(declaration=declaration, actor=user, at=clock.now())
    messages.success(request, "Đã kết thúc khai báo.")
    return redirect("relative_list")
