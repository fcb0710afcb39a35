"""The groups of a draft: a new one, its change, its place, its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.access import require
from evaluations.actions.criteria.editing import taken_over
from evaluations.actions.criteria.groups import add_group, edit_group, group_facts, move_group, remove_group
from evaluations.forms.criteria.groups import GroupForm, group_boxes
from evaluations.models import CriteriaSet, CriterionGroup
from evaluations.rules.criteria.order import descendants
from evaluations.views.criteria.frame import (
    FormWords,
    acted,
    draft_trail,
    edit_page,
    seen_edition,
    visible_draft,
    visible_group,
)
from evaluations.views.criteria.problems import problems_at


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_group_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new group."""
    user: Any = request.user
    draft = visible_draft(request, pk)
    form = GroupForm(request.POST or None, parents=_parents(draft, None))
    back = reverse("criteria_draft", args=[pk])
    words = FormWords("Thêm nhóm", "Thêm nhóm", back, draft_trail(draft, "Thêm nhóm"), symbol="plus")

    def act() -> HttpResponse:
        made = add_group(
            draft=draft,
            facts=form.facts(),
            seen_edition=seen_edition(request),
            actor=user,
            at=clock.now(),
        )
        messages.success(request, f"Đã thêm nhóm {made.code}.")
        return redirect(f"{back}#nhom-{made.pk}")

    return edit_page(request, draft, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_group_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a group."""
    user: Any = request.user
    group = visible_group(request, pk)
    draft = group.criteria_set
    require(user, "criteria_set.edit", draft)
    form = GroupForm(
        request.POST or None, parents=_parents(draft, group), initial=group_boxes(group_facts(group))
    )
    back = reverse("criteria_draft", args=[draft.pk]) + f"#nhom-{pk}"
    of_parent = group.code in taken_over(draft, "groups")
    note = "Nhóm này của bộ gốc nên không sửa ở bộ bổ sung." if of_parent else ""
    words = FormWords(
        f"Nhóm {group.code}", "Lưu nhóm", back, draft_trail(draft, f"Nhóm {group.code}"), note=note
    )

    def act() -> HttpResponse:
        edit_group(
            group=group,
            facts=form.facts(),
            seen_edition=seen_edition(request),
            actor=user,
            at=clock.now(),
        )
        messages.success(request, "Đã lưu nhóm.")
        return redirect(back)

    def standing() -> dict[str, Any]:
        now = CriterionGroup.objects.select_related("parent").get(pk=pk)
        return group_boxes(group_facts(now))

    remove = None if of_parent else reverse("criteria_group_remove", args=[pk])
    return edit_page(
        request,
        draft,
        form,
        words,
        act,
        standing=standing,
        problems=problems_at(draft, request.path),
        remove_url=remove,
        remove_label="Xóa nhóm này",
    )


@require_POST
def criteria_group_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down on its level."""
    group = visible_group(request, pk)
    require(request.user, "criteria_set.edit", group.criteria_set)
    up = request.POST.get("to") == "up"
    made = {"seen_edition": seen_edition(request), "actor": request.user, "at": clock.now()}
    return acted(
        request,
        group.criteria_set,
        lambda: move_group(group=group, up=up, **made),  # type: ignore[arg-type]
        f"Đã chuyển nhóm {group.code}.",
        f"#nhom-{pk}",
    )


@require_POST
def criteria_group_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an empty group out."""
    group = visible_group(request, pk)
    require(request.user, "criteria_set.edit", group.criteria_set)
    made = {"seen_edition": seen_edition(request), "actor": request.user, "at": clock.now()}
    return acted(
        request,
        group.criteria_set,
        lambda: remove_group(group=group, **made),  # type: ignore[arg-type]
        f"Đã xóa nhóm {group.code}.",
    )


def _parents(draft: CriteriaSet, group: CriterionGroup | None) -> list[tuple[str, str]]:
    """The groups in which this one may lie."""
    rows = list(draft.groups.order_by("position", "pk"))
    barred = descendants(group.pk, {one.pk: one.parent_id for one in rows}) if group else frozenset()
    return [(one.code, f"{one.code}. {one.name}") for one in rows if one.pk not in barred]
