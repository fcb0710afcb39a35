"""What the pages of drafts share: finding the row, a form with the edition it started from, a refusal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.criteria.editing import Stale
from evaluations.models import CriteriaSet, Criterion, CriterionGroup

SETS = "Bộ tiêu chí"
Trail = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FormWords:
    """What stands around a form: title, what it is about, its button, the way back, its own address."""

    title: str
    button: str
    back: str
    trail: Trail
    lead: str = ""
    note: str = ""
    symbol: str = "save"
    here: str = ""


def drafts_of(request: HttpRequest) -> Any:
    """The drafts that the person may see: Home Affairs all, everybody else none."""
    user: Any = request.user
    return CriteriaSet.objects.drafts().visible_to(user, clock.today())


def visible_draft(request: HttpRequest, pk: int) -> CriteriaSet:
    """The draft, else 404; who sees it may edit it."""
    rows = drafts_of(request).select_related("parent", "follows", "drafted_by", "asked_by")
    draft: CriteriaSet = get_object_or_404(rows, pk=pk)
    require(request.user, "criteria_set.edit", draft)
    return draft


def visible_group(request: HttpRequest, pk: int) -> CriterionGroup:
    """A group of a draft, else 404."""
    rows = CriterionGroup.objects.filter(criteria_set__in=drafts_of(request))
    return get_object_or_404(rows.select_related("criteria_set__parent", "parent"), pk=pk)


def visible_criterion(request: HttpRequest, pk: int) -> Criterion:
    """A criterion of a draft, else 404."""
    rows = Criterion.objects.filter(criteria_set__in=drafts_of(request))
    return get_object_or_404(rows.select_related("criteria_set__parent", "group"), pk=pk)


def draft_trail(draft: CriteriaSet, here: str, *between: tuple[str, str]) -> Trail:
    """The way back from a page below a draft."""
    workbench = (f"Dự thảo: {draft.title}", reverse("criteria_draft", args=[draft.pk]))
    return [(SETS, reverse("criteria_set_list")), workbench, *between, (here, "")]


def seen_edition(request: HttpRequest) -> int:
    """The edition that the page showed; nonsense is an edition that never was."""
    typed = request.POST.get("edition", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else -1


def acted(
    request: HttpRequest, draft: CriteriaSet, act: Callable[[], Any], done: str, at: str = ""
) -> HttpResponse:
    """Do a one-click act and go back to the draft; a refusal is told there."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect(reverse("criteria_draft", args=[draft.pk]) + at)


def edit_page(
    request: HttpRequest,
    draft: CriteriaSet,
    form: Form,
    words: FormWords,
    act: Callable[[], HttpResponse],
    *,
    is_valid: Callable[[], bool] | None = None,
    standing: Callable[[], dict[str, Any]] = dict,
    standing_rows: Callable[[], list[tuple[str, str]]] = list,
    template: str = "criteria/form.html",
    **context: Any,
) -> HttpResponse:
    """The form, or on POST ``act``. A stale save is a 409: what was typed stays beside what stands.

    Only that page carries the newest edition. Every other keeps the one it began from, so that nobody writes
    over what they were not shown.
    """
    status, stands = 200, []
    if request.method == "POST":
        draft.edition = seen_edition(request)
    if form.is_bound:
        status = 422
        if (is_valid or form.is_valid)():
            try:
                return act()
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
                if isinstance(refusal, Stale):
                    draft.refresh_from_db(fields=["edition"])
                    stands = [*what_stands(form, standing()), *standing_rows()]
    page = {"form": form, "words": words, "draft": draft, "stands": stands, "problems": (), **context}
    return render(request, template, page, status=status)


def what_stands(form: Form, boxes: dict[str, Any]) -> list[tuple[str, str]]:
    """Label and present value of every box in which something else was typed."""
    return [
        (str(field.label), _in_words(field, field.field.prepare_value(boxes.get(field.name))))
        for field in form
        if not field.is_hidden
        and _plain(field.value()) != _plain(field.field.prepare_value(boxes.get(field.name)))
    ]


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return "" if value in (None, False) else str(value).replace("\r\n", "\n")


def _in_words(field: BoundField, value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    labels = {str(code): str(label) for code, label in getattr(field.field, "choices", ())}
    values = value if isinstance(value, list | tuple) else [value]
    told = [labels.get(str(one), str(one)) for one in values if one not in (None, "")]
    return ", ".join(told) or "để trống"
