"""Releasing and withdrawing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from core.errors import Conflict
from evaluations.actions.releases import Shown, release_ranking, withdraw_release
from reporting.forms.releases import WithdrawForm
from reporting.views.release.detail import ranking_page
from reporting.views.release.frame import release_or_404


@require_POST
def release_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Release what the page showed; the person who asked may not. 409 with what stands now if it changed."""
    user: Any = request.user
    release = release_or_404(request, pk)
    require(user, "ranking.release", release)
    seen = Shown(*(request.POST.get(name, "") for name in Shown._fields))
    try:
        release_ranking(release=release, seen=seen, actor=user, at=clock.now())
    except Conflict as conflict:
        return ranking_page(request, pk, refused=conflict.message, status=conflict.status)
    messages.success(request, "Đã công bố xếp hạng. Mọi người có tài khoản đều xem được.")
    return redirect("release_detail", pk=pk)


@require_POST
def release_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw it with the reason."""
    user: Any = request.user
    release = release_or_404(request, pk)
    require(user, "ranking.withdraw", release)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Hãy ghi lý do rút công bố.")
        return redirect("release_detail", pk=pk)
    withdraw_release(release=release, **form.cleaned_data, actor=user, at=clock.now())
    messages.success(request, "Đã rút xếp hạng. Chỉ Sở Nội vụ và lãnh đạo tỉnh còn xem được.")
    return redirect("release_detail", pk=pk)
