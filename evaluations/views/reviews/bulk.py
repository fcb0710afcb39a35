"""The heads' list of a month: everybody on one page, ticked and approved in one go."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import may, require
from core.dates import format_day
from core.http import page_or_part
from core.text import fold
from evaluations.access.assessments import OfAgency
from evaluations.actions.reviews.approve import approve_forms
from evaluations.forms.reviews import ticked
from evaluations.gather.reviews.people import Person, people_of, ranked
from evaluations.gather.reviews.places import choices_of
from evaluations.gather.reviews.quotas import exceptions_of, frameworks_of
from evaluations.gather.reviews.requests import waiting_requests
from evaluations.models import SelfAssessment
from evaluations.rules.reviews.quota import meters, outside
from evaluations.views.reviews.lists import (
    Chosen,
    chosen,
    chosen_period,
    list_address,
    offered_periods,
)
from evaluations.views.reviews.table import COLUMNS, bulk_rows, mean_row

PER_PAGE = 400


@require_GET
def review_list(request: HttpRequest) -> HttpResponse:
    """Who has sent and who owes in a month, in one agency or unit that the user leads."""
    require(request.user, "assessment.review_list")
    periods = offered_periods()
    period = chosen_period(periods, request.GET.get("ky", ""))
    context: dict[str, Any] = {"periods": periods, "period": period}
    if period is not None:
        context |= _list_context(request, chosen(request, period))
    return page_or_part(request, "reviews/list.html", "reviews/_list.html", context)


def _list_context(request: HttpRequest, listed: Chosen) -> dict[str, Any]:
    user: Any = request.user
    period, place = listed.period, listed.place
    everyone = people_of(user, period, place) if place else []
    words = request.GET.get("q", "").strip()[:100]
    shown = [one for one in everyone if _state(one) in listed.states and _named(one, words)]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("trang"))
    return {
        "listed": listed,
        "place": place,
        "choices": choices_of(listed.places, place),
        "tab": listed.tab,
        "tabs": _tabs(listed, everyone),
        "q": words,
        "page": page,
        "columns": COLUMNS,
        "rows": bulk_rows(list(page), listed),
        "foot": mean_row(everyone),
        "decides": sum(one.move == "review" for one in page),
        "manages": sum(one.move == "manage" for one in page),
        "picks": period.is_open and any(one.move for one in page),
        "self_due": format_day(period.self_due_on),
        "review_due": format_day(period.review_due_on),
        "keep": [("ky", period.pk), ("bo-phan", place.agency_id if place else ""), ("loai", listed.tab)],
        "everyone": len(everyone),
        "sent": sum(one.is_sent for one in everyone),
        "waiting": waiting_requests(user),
        **_quota(user, listed, everyone),
    }


def _tabs(listed: Chosen, everyone: list[Person]) -> list[tuple[str, str, int]]:
    return [
        (name, label, sum(_state(one) in states for one in everyone))
        for name, (label, states) in listed.tabs.items()
    ]


def _state(one: Person) -> str | None:
    return one.form.state if one.form else None


def _named(one: Person, words: str) -> bool:
    return all(word in one.post.staff.name_folded for word in fold(words).split())


def _quota(user: Any, listed: Chosen, everyone: list[Person]) -> dict[str, Any]:
    """The meter over the whole place, whatever tab and search are shown."""
    if listed.place is None:
        return {"meters": []}
    people = ranked(everyone)
    frameworks = frameworks_of(listed.period)
    agency = OfAgency(listed.place.rated_id, listed.place.path)
    whole = listed.place.is_rated
    return {
        "meters": meters(frameworks, people),
        "frameworks": frameworks,
        "outside": outside(frameworks, people),
        "whole_agency": whole,
        "may_see_quota": whole and bool(may(user, "quota.read", agency)),
        "exceptions": list(exceptions_of(listed.period, listed.place.rated_id)) if whole else [],
    }


@require_POST
def review_approve(request: HttpRequest) -> HttpResponse:
    """Approve the ticked forms as they stand before the head."""
    require(request.user, "assessment.review_list")
    picked = ticked(request.POST)
    visible = SelfAssessment.objects.visible_to(request.user, clock.today())
    forms = list(visible.filter(pk__in=picked).order_by("pk").values_list("pk", flat=True))
    approved = approve_forms(ticked={pk: picked[pk] for pk in forms}, actor=request.user, at=clock.now())
    parts = []
    if approved.decided:
        parts.append(f"Đã quyết định {approved.decided} phiếu theo mức đang có.")
    if approved.managed:
        parts.append(
            f"Đã nhận xét {approved.managed} phiếu, đồng ý với mức tự chấm; chờ thủ trưởng quyết định."
        )
    left = len(picked) - approved.decided - approved.managed
    if parts:
        if left:
            parts.append(f"{left} phiếu đã thay đổi từ lúc bạn xem nên giữ nguyên.")
        messages.success(request, " ".join(parts))
    else:
        messages.info(request, "Không có phiếu nào được duyệt: chưa chọn phiếu, hoặc phiếu đã được xử lý.")
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The list as it was before; only our own parameters travel."""
    period = chosen_period(offered_periods(), request.POST.get("ky", ""))
    return reverse("review_list") if period is None else list_address(chosen(request, period))
