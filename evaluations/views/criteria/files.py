"""Files of a set: downloaded as Excel or CSV, and a draft made from either in two steps."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.access import require
from core.documents.files import saved
from core.errors import Refused
from core.forms import form_uuid
from core.sheet_pages import shown_problems, sign_rows, signed_rows
from evaluations.actions.criteria.import_files import import_set
from evaluations.actions.criteria.storing import parent_of
from evaluations.forms.criteria_publishing import SetFileForm
from evaluations.gather.criteria.checking import problems_in
from evaluations.gather.criteria.definition import definition_of
from evaluations.gather.criteria.files import archive, read_set_file, workbook
from evaluations.rules.inconsistency import Inconsistency, number
from evaluations.rules.set_definition import SetDefinition, parse_set
from evaluations.rules.set_labels import AUDIENCES, MEASURES
from evaluations.rules.set_text import criteria_csv, set_json
from evaluations.views.criteria.set_frame import SETS, page_of, visible_set

PAGE = "criteria_set_import"
COLUMNS = [
    {"label": "Mã"},
    {"label": "Nhóm"},
    {"label": "Tiêu chí"},
    {"label": "Áp dụng"},
    {"label": "Cách đo"},
    {"label": "Điểm tối đa", "num": True},
]


@require_safe
def criteria_set_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The set as ``xlsx``, or as the ``zip`` of its two files."""
    criteria_set = visible_set(request, pk)
    definition = definition_of(criteria_set)
    stem = f"bo-tieu-chi-{criteria_set.code}-{criteria_set.version}"
    if ending == "xlsx":
        return saved(workbook(definition), stem, "xlsx")
    if ending != "zip":
        raise Http404("Không có dạng tệp này.")
    response = HttpResponse(archive(definition), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{stem}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_set_import(request: HttpRequest) -> HttpResponse:
    """Read a file and show what it says; keep it as a draft when the same page is confirmed."""
    require(request.user, "criteria_set.edit")
    if request.method != "POST":
        return _page(request, SetFileForm())
    try:
        if "lines" in request.POST:
            return _keep(request)
        return _read(request)
    except Refused as refusal:
        return _page(request, SetFileForm(), refusal=refusal.message, status=refusal.status)


def _read(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = SetFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    definition, problems = read_set_file(form.cleaned_data["sheet"])
    if definition is None:
        return _page(request, form, problems=problems, status=422)
    found = problems_in(definition, parent_of(definition))
    signed = sign_rows([set_json(definition), criteria_csv(definition)], PAGE, user.pk)
    return _page(request, form, definition=definition, found=found, signed=signed)


def _keep(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    definition = parse_set(*signed_rows(request.POST["lines"], PAGE, user.pk))
    draft = import_set(form_id=form_uuid(request.POST), definition=definition, actor=user, at=clock.now())
    messages.success(request, f"Đã tạo dự thảo {draft}. Hãy xem lại rồi đề nghị ban hành.")
    return redirect(page_of(draft))


def _page(
    request: HttpRequest,
    form: SetFileForm,
    *,
    definition: SetDefinition | None = None,
    found: Sequence[Inconsistency] = (),
    problems: Any = (),
    signed: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "trail": [(SETS, reverse("criteria_set_list")), ("Nhập từ tệp", "")],
        "back": reverse("criteria_set_list"),
        "refusal": refusal,
        **shown_problems(problems),
        "signed": signed,
        "definition": definition,
        "found": found,
        "columns": COLUMNS,
        "rows": _rows(definition) if definition else [],
    }
    return render(request, "criteria/import.html", context, status=status)


def _rows(definition: SetDefinition) -> list[list[dict[str, Any]]]:
    return [
        [
            {"text": one.code, "header": True, "class": "nowrap"},
            {"text": one.group},
            {"text": one.statement},
            {"text": AUDIENCES.get(one.applies_to, one.applies_to)},
            {"text": MEASURES.get(one.measure, one.measure)},
            {"text": "—" if one.max_points is None else number(one.max_points), "num": True},
        ]
        for one in definition.criteria
    ]
