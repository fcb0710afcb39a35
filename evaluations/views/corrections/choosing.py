"""Begin a request: which closed period and agency, then which of its frozen figures are wrong."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.gather.names import last_names
from core import clock
from core.access import require
from evaluations.enums import PeriodState
from evaluations.forms.corrections import ChooseForm
from evaluations.gather.corrections.previews import Base
from evaluations.models import AgencyResult, Period
from evaluations.rules.set_rules import SOURCES
from evaluations.views.corrections.frame import agency_or_404, base_or_404, trail
from evaluations.views.corrections.lines import SOURCES as SOURCE_NAMES
from evaluations.views.corrections.lines import said_words, statements

NO_PERIOD = "Cơ quan này không có kết quả trong kỳ đã chọn. Hãy chọn kỳ khác."


@require_safe
def correction_choose(request: HttpRequest) -> HttpResponse:
    """Which period ("ky") and agency ("co_quan"); a complete choice leads on."""
    user: Any = request.user
    require(user, "correction.ask")
    closed = Period.objects.filter(state=PeriodState.CLOSED, snapshots__isnull=False).distinct()
    periods = list(closed.newest_first())
    form = ChooseForm(
        request.GET if "co_quan" in request.GET else None,
        initial={"ky": request.GET.get("ky")},
        periods=[(period.pk, period.label) for period in periods],
        agencies=_agencies(user, periods),
    )
    if form.is_bound and form.is_valid():
        period, agency = form.cleaned_data["ky"], form.cleaned_data["co_quan"]
        if AgencyResult.objects.filter(period=period, agency=agency).exists():
            return redirect("correction_pick", period=period, agency=agency)
        form.add_error("ky", NO_PERIOD)
    context = {"form": form, "periods": periods, "trail": trail("Đề nghị điều chỉnh")}
    return render(request, "corrections/choose.html", context)


def _agencies(user: Any, periods: Sequence[Period]) -> list[tuple[int, str]]:
    """Every agency with a result in one of the periods that the person reads, by name (two queries)."""
    results = AgencyResult.objects.visible_to(user, clock.today()).filter(period__in=periods)
    ids = set(results.order_by("agency").values_list("agency", flat=True).distinct())
    versions = sorted(last_names(ids).values(), key=lambda one: (one.name_sort, one.agency_id))
    return [(one.agency_id, one.name) for one in versions]


@require_safe
def correction_pick(request: HttpRequest, period: int, agency: int) -> HttpResponse:
    """All frozen figures of the agency; those ticked are put right on the next page."""
    user: Any = request.user
    of = get_object_or_404(Period, pk=period)
    base = base_or_404(of)
    agency_or_404(user, of, agency, base)
    require(user, "correction.ask", (of, agency))
    context = {
        "period": of,
        "agency": base.by_id[agency],
        "revision": base.snapshot.revision,
        "groups": _groups(base, agency, frozenset(request.GET.getlist("dong"))),
        "next": reverse("correction_ask", args=[period, agency]),
        "trail": trail("Chọn số liệu", ("Đề nghị điều chỉnh", reverse("correction_choose"))),
    }
    return render(request, "corrections/pick.html", context)


def _groups(base: Base, agency: int, ticked: frozenset[str]) -> list[dict[str, Any]]:
    """By group of the set: each criterion that applies, with the sources that the set hears."""
    said, told = base.said(agency), statements(base, agency)
    definition = base.month.sets[base.by_id[agency].set_key].definition
    names = {one["code"]: one["name"] for one in definition["groups"]}
    groups: dict[str, dict[str, Any]] = {}
    for rule in base.rules_of(agency).criteria:
        if rule.position in base.by_id[agency].not_applicable:
            continue
        sources = [
            {
                "value": f"{rule.code}|{source}",
                "label": SOURCE_NAMES[source],
                "said": said_words(rule, source, said.get((rule.code, source))),
                "ticked": f"{rule.code}|{source}" in ticked,
            }
            for source in SOURCES
            if rule.weights.get(source)
        ]
        group = groups.setdefault(
            rule.group, {"name": names.get(rule.group, rule.group), "rows": [], "open": False}
        )
        group["rows"].append({"code": rule.code, "statement": told[rule.code], "sources": sources})
        group["open"] |= any(one["ticked"] for one in sources)
    return list(groups.values())
