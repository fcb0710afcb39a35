"""The rules of a draft on one page: plain boxes and tables of rows."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from evaluations.actions.criteria.settings_rows import edit_settings
from evaluations.forms.criteria.rows import Rows, typed_rows
from evaluations.forms.criteria.rules import TABLES, RulesForm, facts_on, typed
from evaluations.forms.criteria.stored_rules import boxes_of, other_rows, rows_in, settings_from
from evaluations.models import CriteriaSet
from evaluations.rules.conditions import COUNTS, FACTS
from evaluations.views.criteria.frame import FormWords, draft_trail, edit_page, seen_edition, visible_draft
from evaluations.views.criteria.problems import problems_at

FACTS_OF = {"conditions": list(FACTS.items()), "adjustments": list(COUNTS.items())}


@require_http_methods(["GET", "HEAD", "POST"])
def draft_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Scale, validity, least numbers, caps; bands, conditions, quotas, confidence as rows."""
    user: Any = request.user
    draft = visible_draft(request, pk)
    form, tables = _drawn(request, draft)
    back = reverse("criteria_draft", args=[pk])
    words = FormWords("Quy tắc của bộ", "Lưu quy tắc", back, draft_trail(draft, "Quy tắc của bộ"))

    def act() -> HttpResponse:
        given = settings_from(form.cleaned_data, {name: rows.filled() for name, rows in tables.items()})
        edit_settings(
            draft=draft, given=given, seen_edition=seen_edition(request), actor=user, at=clock.now()
        )
        messages.success(request, "Đã lưu quy tắc của bộ.")
        return redirect(back)

    def is_valid() -> bool:
        return all([form.is_valid(), *(rows.is_valid() for rows in tables.values())])

    def standing() -> dict[str, Any]:
        return boxes_of(CriteriaSet.objects.get(pk=pk).settings)

    def standing_rows() -> list[tuple[str, str]]:
        now = CriteriaSet.objects.get(pk=pk).settings
        return [
            (title, told)
            for name, (title, _help, _rows) in TABLES.items()
            if (told := other_rows(name, tables[name].filled(), rows_in(now, name)))
        ]

    shown = [
        {"title": title, "help": told, "rows": tables[name], "name": name}
        for name, (title, told, _rows) in TABLES.items()
    ]
    return edit_page(
        request,
        draft,
        form,
        words,
        act,
        is_valid=is_valid,
        standing=standing,
        standing_rows=standing_rows,
        problems=problems_at(draft, request.path),
        template="criteria/rules.html",
        tables=shown,
    )


def _drawn(request: HttpRequest, draft: CriteriaSet) -> tuple[RulesForm, dict[str, Rows]]:
    """The boxes as stored, as typed, or as typed with more rows to fill."""
    if request.method != "POST":
        form = RulesForm(initial=boxes_of(draft.settings))
        rows = {
            name: made(initial=rows_in(draft.settings, name), prefix=name)
            for name, (_, _, made) in TABLES.items()
        }
    elif "redraw" in request.POST:
        form = RulesForm(initial=typed(request.POST))
        rows = {
            name: made(initial=typed_rows(request.POST, name, made.form), prefix=name)
            for name, (_, _, made) in TABLES.items()
        }
    else:
        form = RulesForm(request.POST)
        rows = {name: made(request.POST, prefix=name) for name, (_, _, made) in TABLES.items()}
    return form, {name: facts_on(one, FACTS_OF.get(name, [])) for name, one in rows.items()}
