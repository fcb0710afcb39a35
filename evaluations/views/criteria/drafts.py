"""A draft: how it begins, the bench on which it is written, its head, its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.parameters import number_of
from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.criteria.head import edit_head, head_of
from evaluations.actions.criteria.remove import delete_draft
from evaluations.actions.criteria.start_draft import start_additions, start_empty, start_next
from evaluations.forms.criteria.head import HeadForm, StartForm, head_boxes
from evaluations.gather.criteria.draft_rows import draft_groups
from evaluations.models import CriteriaSet
from evaluations.rules.set_setting_words import settings_in_words
from evaluations.views.criteria.bench import facts_of, group_rows
from evaluations.views.criteria.frame import FormWords, draft_trail, edit_page, seen_edition, visible_draft
from evaluations.views.criteria.problems import draft_problems, problems_at

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def draft_start(request: HttpRequest) -> HttpResponse:
    """Begin a draft: the next version of a set, additions to one, or an empty one."""
    user: Any = request.user
    require(user, "criteria_set.edit")
    published = CriteriaSet.objects.published().select_related("parent")
    origins = list(published.order_by("-is_scoring", "title", "-version"))
    by_id = {one.pk: one for one in origins}
    first = {"origin": number_of(request, "tu"), "way": "next"}
    form = StartForm(request.POST or None, origins=origins, initial=first)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                draft = _started(form.cleaned_data, by_id, user)
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
            else:
                messages.success(request, "Đã tạo dự thảo. Sửa đến đâu, cổng kiểm tra đến đó.")
                return redirect("criteria_draft", pk=draft.pk)
    trail = [("Bộ tiêu chí", reverse("criteria_set_list")), ("Soạn bộ mới", "")]
    return render(request, "criteria/start.html", {"form": form, "trail": trail}, status=status)


def _started(chosen: dict[str, Any], origins: dict[int, CriteriaSet], user: Any) -> CriteriaSet:
    now = clock.now()
    if chosen["way"] == "next":
        parent = origins.get(chosen.get("parent") or 0)
        return start_next(origin=origins[chosen["origin"]], actor=user, at=now, parent=parent)
    named = {"code": chosen["code"], "title": chosen["title"]}
    if chosen["way"] == "additions":
        return start_additions(origin=origins[chosen["origin"]], **named, actor=user, at=now)
    return start_empty(**named, actor=user, at=now)


@require_safe
def draft_bench(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft with all its rows, what is wrong with it beside them, and an act on each row."""
    draft = visible_draft(request, pk)
    context = {
        "draft": draft,
        "trail": [("Bộ tiêu chí", reverse("criteria_set_list")), (draft.title, "")],
        "facts": facts_of(draft),
        "settings": settings_in_words(draft.settings),
        "groups": group_rows(draft_groups(draft)),
        "problems": draft_problems(draft),
    }
    return render(request, "criteria/draft.html", context)


@require_http_methods(FORM_METHODS)
def draft_head(request: HttpRequest, pk: int) -> HttpResponse:
    """What the draft says about itself."""
    user: Any = request.user
    draft = visible_draft(request, pk)
    form = HeadForm(request.POST or None, initial=head_boxes(head_of(draft)))
    back = reverse("criteria_draft", args=[pk])
    words = FormWords("Thông tin chung", "Lưu", back, draft_trail(draft, "Thông tin chung"))

    def act() -> HttpResponse:
        facts = form.facts(head_of(draft))
        edit_head(draft=draft, facts=facts, seen_edition=seen_edition(request), actor=user, at=clock.now())
        messages.success(request, "Đã lưu thông tin chung.")
        return redirect(back)

    def standing() -> dict[str, Any]:
        return head_boxes(head_of(CriteriaSet.objects.get(pk=pk)))

    problems = problems_at(draft, request.path)
    return edit_page(request, draft, form, words, act, standing=standing, problems=problems)


@require_http_methods(FORM_METHODS)
def draft_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft, after one more look at what goes."""
    user: Any = request.user
    draft = visible_draft(request, pk)
    if request.method == "POST":
        delete_draft(draft=draft, actor=user, at=clock.now())
        messages.success(request, f"Đã xóa dự thảo “{draft.title}”. Nhật ký vẫn ghi việc này.")
        return redirect("criteria_set_list")
    trail = draft_trail(draft, "Xóa dự thảo")
    context = {"draft": draft, "trail": trail, "count": draft.criteria.count()}
    return render(request, "criteria/delete.html", context)
