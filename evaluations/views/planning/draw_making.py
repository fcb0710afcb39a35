"""Making a draw, and revealing its seed after the quarter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.access import require
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.planning import make_draw, reveal_draw
from evaluations.forms.planning import DrawForm
from evaluations.models import InspectionPlan
from evaluations.views.planning.draws import draw_trail, visible_draw
from evaluations.views.planning.frame import FormWords, with_form

NOTES = (
    "Hạt giống do máy chủ lấy ngẫu nhiên (32 byte). Mã cam kết của nó công bố ngay nên không ai đổi được "
    "kết quả, và mọi lần rút đều lưu lại, kể cả lần rút không vừa ý.",
    "Rút đột xuất: danh sách được rút và hạt giống chỉ công bố khi các đoàn đã có mặt tại mọi cơ quan "
    "được rút, hoặc sau khi hết quý.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def draw_create(request: HttpRequest) -> HttpResponse:
    """Draw agencies and put them on a plan."""
    user: Any = request.user
    require(user, "inspection_draw.make")
    today = clock.today()
    plans = InspectionPlan.objects.visible_to(user, today).order_by("-year", "title", "pk")
    by_key = {str(plan.pk): plan for plan in plans}
    form = DrawForm(
        request.POST or None,
        plans=[(key, plan.title) for key, plan in by_key.items()],
        initial={"quarter": (today.month + 2) // 3},
    )
    words = FormWords(
        title="Rút ngẫu nhiên cơ quan kiểm tra",
        button="Rút ngay",
        back=reverse("draw_list"),
        trail=draw_trail("Rút mới"),
        notes=NOTES,
        symbol="dices",
    )

    def act() -> HttpResponse:
        chosen = dict(form.cleaned_data)
        plan = by_key[chosen.pop("plan")]
        draw = make_draw(form_id=form_uuid(request.POST), plan=plan, **chosen, actor=user, at=clock.now())
        messages.success(request, "Đã rút xong và đưa các cơ quan được rút vào kế hoạch.")
        return redirect("draw_detail", pk=draw.pk)

    return with_form(request, form, words, act)


@require_POST
def draw_reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the seed and the outcome to everybody."""
    user: Any = request.user
    draw = visible_draw(request, pk)
    require(user, "inspection_draw.reveal", draw)
    try:
        reveal_draw(draw=draw, actor=user, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã công bố hạt giống và kết quả rút.")
    return redirect("draw_detail", pk=pk)
