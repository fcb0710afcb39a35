"""The form of a scenario: a copy of the set in which anything may be changed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from agencies.views.parameters import number_of
from core import clock
from core.access import require
from core.errors import Refused
from core.forms import form_uuid, parse_uuid
from evaluations.gather.sets import LoadedSet
from evaluations.models import CriteriaSet
from evaluations.rules.set_rules import SOURCES
from evaluations.rules.what_if.changes import Changes, effective
from evaluations.rules.what_if.checks import problems_of
from evaluations.rules.what_if.told import SOURCE_NAMES
from reporting.actions import make_scenario
from reporting.forms.scenario_criteria import criterion_rows, read_criteria
from reporting.forms.scenarios import ScenarioForm
from reporting.gather.definitions import described
from reporting.gather.scenarios import changes_of, months_with_results, newest_version, set_to_try
from reporting.models import Scenario
from reporting.views.scenarios.frame import trail, visible_scenario


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_new(request: HttpRequest) -> HttpResponse:
    """Show the set with every box filled as it stands (or as another scenario has it); on POST compute."""
    user: Any = request.user
    require(user, "scenario.make")
    months = months_with_results()
    if not months:
        return render(request, "reporting/scenarios/no_months.html", {"trail": trail("Lập phương án")})
    copied = _copied(request)
    loaded = newest_version(copied.set_code) if copied else set_to_try(number_of(request, "bo"), months[0])
    if loaded is None:
        raise Http404("Không có bộ tiêu chí này.")
    changes = changes_of(copied) if copied else Changes()
    form = ScenarioForm(
        request.POST or None,
        months=months,
        rules=loaded.rules,
        changes=changes,
        initial={
            "name": f"{copied.name} (bản sao)"[:120] if copied else "",
            "until": copied.pins[-1][0] if copied else months[0].pk,
            "span": len(copied.pins) if copied else 12,
        },
    )
    status = 200
    if request.method == "POST":
        made = _made(request, form, loaded)
        if made is not None:
            return redirect("scenario_detail", pk=made.pk)
        status = 422
    return render(
        request, "reporting/scenarios/new.html", _page(request, form, loaded, changes), status=status
    )


def _copied(request: HttpRequest) -> Scenario | None:
    asked = request.GET.get("tu", "")
    if not asked:
        return None
    try:
        pk: UUID = parse_uuid(asked)
    except Refused as error:
        raise Http404("Không có phương án này.") from error
    return visible_scenario(request, pk)


def _made(request: HttpRequest, form: ScenarioForm, loaded: LoadedSet) -> Scenario | None:
    """The scenario, or None with what is wrong said on the form."""
    user: Any = request.user
    read = read_criteria(request.POST, loaded.rules)
    if not form.is_valid() or read.errors:
        for error in read.errors:
            form.add_error(None, error)
        return None
    asked = Changes(points=read.points, weights=read.weights, **form.set_changes())
    changes = effective(asked, loaded.rules)
    for problem in (problems := problems_of(changes, loaded.rules)):
        form.add_error(None, problem)
    if problems:
        return None
    try:
        return make_scenario(
            form_id=form_uuid(request.POST),
            name=form.cleaned_data["name"],
            note=form.cleaned_data["note"],
            set_code=CriteriaSet.objects.values_list("code", flat=True).get(pk=loaded.set_id),
            changes=changes,
            periods=form.periods(),
            actor=user,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return None


def _page(request: HttpRequest, form: ScenarioForm, loaded: LoadedSet, changes: Changes) -> dict[str, Any]:
    text = described(loaded.set_id)
    names = {one.code: one.statement for one in text.criteria}
    typed = request.POST if request.method == "POST" else None
    groups = criterion_rows(loaded.rules, names, changes, typed)
    for group in groups:
        group["name"] = text.group_name(group["code"])
    return {
        "trail": trail("Lập phương án"),
        "form": form,
        "form_id": request.POST.get("form_uuid", ""),
        "set_title": text.title,
        "groups": groups,
        "sources": [SOURCE_NAMES[source] for source in SOURCES],
    }
