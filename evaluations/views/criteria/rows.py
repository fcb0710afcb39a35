"""The criteria of a draft: a new one, its change, its place, its copy, its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.access import require
from evaluations.actions.criteria.criteria_moves import copy_criterion, move_criterion, remove_criterion
from evaluations.actions.criteria.criteria_rows import add_criterion, criterion_facts, edit_criterion
from evaluations.actions.criteria.editing import taken_over
from evaluations.forms.criteria.criterion import criterion_boxes
from evaluations.models import Criterion
from evaluations.rules.set_definition import CriterionDefinition
from evaluations.rules.set_rules import MeasureParams
from evaluations.views.criteria.frame import (
    FormWords,
    acted,
    draft_trail,
    edit_page,
    seen_edition,
    visible_criterion,
    visible_draft,
)
from evaluations.views.criteria.problems import problems_at
from evaluations.views.criteria.row_form import drawn, redrawn_part

PAGE = "criteria/criterion_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
def criterion_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new criterion."""
    user: Any = request.user
    draft = visible_draft(request, pk)
    group = request.GET.get("nhom", "")
    shown = drawn(
        request,
        draft,
        {"group": group, "measure": "ratio", "applies_to": "all", "not_applicable": "leave_out"},
    )
    part = redrawn_part(request, shown)
    if part is not None:
        return part
    back = reverse("criteria_draft", args=[pk])
    trail = draft_trail(draft, "Thêm tiêu chí")
    words = FormWords("Thêm tiêu chí", "Thêm tiêu chí", back, trail, symbol="plus", here=request.path)

    def act() -> HttpResponse:
        facts = shown.form.facts(MeasureParams(), shown.levels())
        made = add_criterion(
            draft=draft, facts=facts, seen_edition=seen_edition(request), actor=user, at=clock.now()
        )
        messages.success(request, f"Đã thêm tiêu chí {made.code}.")
        return redirect(f"{back}#tc-{made.pk}")

    return edit_page(
        request, draft, shown.form, words, act, is_valid=shown.is_valid, template=PAGE, **shown.context()
    )


@require_http_methods(["GET", "HEAD", "POST"])
def criterion_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a criterion; its problems stand above it."""
    user: Any = request.user
    criterion = visible_criterion(request, pk)
    draft = criterion.criteria_set
    require(user, "criteria_set.edit", draft)
    stored = criterion_facts(criterion)
    shown = drawn(request, draft, criterion_boxes(stored), stored.params.levels)
    part = redrawn_part(request, shown)
    if part is not None:
        return part
    of_parent = criterion.code in taken_over(draft, "criteria")
    words = _words(criterion, request.path, of_parent=of_parent)

    def act() -> HttpResponse:
        facts = shown.form.facts(stored.params, shown.levels())
        edit_criterion(
            criterion=criterion, facts=facts, seen_edition=seen_edition(request), actor=user, at=clock.now()
        )
        messages.success(request, f"Đã lưu tiêu chí {facts.code}.")
        return redirect(words.back)

    return edit_page(
        request,
        draft,
        shown.form,
        words,
        act,
        is_valid=shown.is_valid,
        standing=lambda: criterion_boxes(_now(pk)),
        standing_rows=lambda: shown.other_levels(_now(pk).params.levels),
        template=PAGE,
        problems=problems_at(draft, request.path),
        pictures_url=reverse("criterion_pictures", args=[pk]),
        remove_url=None if of_parent else reverse("criterion_remove", args=[pk]),
        **shown.context(),
    )


def _words(criterion: Criterion, here: str, *, of_parent: bool) -> FormWords:
    draft = criterion.criteria_set
    return FormWords(
        f"Tiêu chí {criterion.code}",
        "Lưu tiêu chí",
        reverse("criteria_draft", args=[draft.pk]) + f"#tc-{criterion.pk}",
        draft_trail(draft, criterion.code),
        note="Tiêu chí này của bộ gốc nên không sửa ở bộ bổ sung." if of_parent else "",
        here=here,
    )


def _now(pk: int) -> CriterionDefinition:
    """The criterion as it stands by now."""
    return criterion_facts(Criterion.objects.select_related("group").get(pk=pk))


@require_POST
def criterion_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down in its group."""
    up = request.POST.get("to") == "up"
    return _act(request, pk, "Đã chuyển tiêu chí {}.", move_criterion, f"#tc-{pk}", up=up)


@require_POST
def criterion_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The same once more, to be changed."""
    return _act(
        request,
        pk,
        "Đã chép tiêu chí {}. Bản chép đứng cuối nhóm, hãy đặt lại mã.",
        copy_criterion,
        f"#tc-{pk}",
    )


@require_POST
def criterion_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a criterion out with its pictures."""
    return _act(request, pk, "Đã xóa tiêu chí {}.", remove_criterion)


def _act(request: HttpRequest, pk: int, done: str, action: Any, at: str = "", **more: Any) -> HttpResponse:
    criterion = visible_criterion(request, pk)
    draft = criterion.criteria_set
    require(request.user, "criteria_set.edit", draft)
    more |= {"seen_edition": seen_edition(request), "actor": request.user, "at": clock.now()}
    return acted(request, draft, lambda: action(criterion=criterion, **more), done.format(criterion.code), at)
