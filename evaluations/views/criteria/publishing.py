"""Publishing: one page with all the facts, on which one person asks and another decides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.access import Denied, may, require
from core.dates import format_moment
from core.errors import Refused
from evaluations.actions.criteria.ask_publish import ask_publish, withdraw_ask
from evaluations.actions.criteria.publish import publish
from evaluations.actions.criteria.retire import retire
from evaluations.enums import SetState
from evaluations.forms.criteria_publishing import AskForm, GiveBackForm, RetireForm
from evaluations.gather.criteria.checking import problems_of
from evaluations.gather.criteria.chosen import counts_from, given_by
from evaluations.gather.criteria.dry_run import last_ended, scored_months
from evaluations.models import CriteriaSet
from evaluations.rules.inconsistency import Inconsistency, may_accept
from evaluations.rules.set_setting_words import settings_in_words
from evaluations.views.criteria.frame import seen_edition
from evaluations.views.criteria.set_frame import (
    base_of,
    changes_since,
    grouped,
    page_of,
    set_trail,
    visible_set,
)
from evaluations.views.criteria.trial import movers_table, silent_words, tried_on

TEMPLATE = "criteria/publish.html"


@require_safe
def criteria_set_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as its second person must see it: contradictions, dry run, changes, and what to press."""
    criteria_set = visible_set(request, pk)
    require(request.user, "criteria_set.ask_publish", criteria_set)
    if criteria_set.state != SetState.DRAFT:
        return redirect("criteria_set_detail", pk=pk)
    return _page(request, criteria_set)


def _page(
    request: HttpRequest,
    draft: CriteriaSet,
    form: AskForm | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    found = problems_of(draft)
    open_to, breaking = _apart(draft, found)
    now = clock.now()
    tried, untried = tried_on(draft, last_ended(scored_months(), clock.local_day(now)))
    changes = changes_since(base_of(draft), draft)
    verdict = may(request.user, "criteria_set.publish", draft)
    context = {
        "draft": draft,
        "trail": set_trail(draft, ("Ban hành", "")),
        "refusal": refusal,
        "breaking": breaking,
        "kept": [one for one in found if one.key in draft.accepted],
        "form": form or AskForm(offered=open_to),
        "give_back": GiveBackForm(),
        "asked_at": format_moment(draft.asked_at),
        "is_own": draft.asked_by == request.user,
        "barred": verdict.reason if isinstance(verdict, Denied) else "",
        "trial": tried,
        "untried": untried,
        "table": movers_table(tried) if tried else None,
        "silent": silent_words(tried),
        "settings": settings_in_words(draft.settings),
        "base": base_of(draft),
        "groups": grouped(changes),
        "count": len(changes),
        "counts_from": counts_from(draft, now),
        "given": given_by(draft, now),
    }
    return render(request, TEMPLATE, context, status=status)


def _apart(draft: CriteriaSet, found: list[Inconsistency]) -> tuple[list[Inconsistency], list[Inconsistency]]:
    """What a person may accept, and what must be mended first."""
    acceptable = [one for one in found if may_accept(one, is_scoring=draft.is_scoring)]
    return acceptable, [one for one in found if one not in acceptable]


@require_POST
def criteria_set_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the draft as it was seen."""
    user: Any = request.user
    draft = visible_set(request, pk)
    require(user, "criteria_set.ask_publish", draft)
    form = AskForm(request.POST, offered=_apart(draft, problems_of(draft))[0])
    if not form.is_valid():
        return _page(request, draft, form, status=422)
    try:
        ask_publish(
            draft=draft,
            accepted=form.cleaned_data.get("accepted", ()),
            reason=form.cleaned_data.get("reason", ""),
            seen_edition=seen_edition(request),
            actor=user,
            at=clock.now(),
        )
    except Refused as refusal:
        return _page(request, draft, form, refusal=refusal.message, status=refusal.status)
    messages.success(request, "Đã đề nghị ban hành. Một quản trị khác của Sở Nội vụ cần xem và ban hành.")
    return redirect("criteria_set_publish", pk=pk)


@require_POST
def criteria_set_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what somebody else asked for."""
    user: Any = request.user
    draft = visible_set(request, pk)
    require(user, "criteria_set.publish", draft)
    try:
        published = publish(draft=draft, seen_edition=seen_edition(request), actor=user, at=clock.now())
    except Refused as refusal:
        return _page(request, draft, refusal=refusal.message, status=refusal.status)
    since = counts_from(published, clock.now())
    messages.success(request, f"Đã ban hành {published}. Áp dụng từ kỳ mở tiếp theo: {since}.")
    return redirect("criteria_set_detail", pk=pk)


@require_POST
def criteria_set_give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back, or give another's back with what to mend."""
    user: Any = request.user
    draft = visible_set(request, pk)
    require(user, "criteria_set.ask_publish", draft)
    form = GiveBackForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        withdraw_ask(draft=draft, reason=reason, actor=user, at=clock.now())
    except Refused as refusal:
        return _page(request, draft, refusal=refusal.message, status=refusal.status)
    messages.success(request, "Đề nghị ban hành không còn. Dự thảo có thể sửa tiếp.")
    return redirect(page_of(draft))


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_set_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire a published set, with a reason."""
    user: Any = request.user
    criteria_set = visible_set(request, pk)
    require(user, "criteria_set.retire", criteria_set)
    form, status = RetireForm(request.POST or None), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                retire(criteria_set=criteria_set, actor=user, at=clock.now(), **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
            else:
                messages.success(request, "Bộ tiêu chí thôi áp dụng cho các kỳ mở từ nay.")
                return redirect("criteria_set_detail", pk=pk)
    trail = set_trail(criteria_set, ("Thôi áp dụng", ""))
    context = {"criteria_set": criteria_set, "form": form, "trail": trail, "back": page_of(criteria_set)}
    return render(request, "criteria/retire.html", context, status=status)
