"""Two scenarios held against each other over a month that both tried."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import require
from core.errors import Refused
from core.forms import parse_uuid
from evaluations.rules.what_if.moved import outline_of
from reporting.gather.scenarios import TriedMonth, changes_told, short_names, tried_months
from reporting.models import Scenario
from reporting.tables.scenario_pairs import pair_table, sides_table
from reporting.views.scenarios.frame import MONTH, last_day, trail, visible_scenario


@require_safe
def scenario_compare(request: HttpRequest) -> HttpResponse:
    """What each changes, the means of both, and every agency under both."""
    require(request.user, "province.read")
    both = [_asked(request, name) for name in ("a", "b")]
    if len(request.GET.getlist("chon")) == 2:
        both = [_found(request, text) for text in request.GET.getlist("chon")]
    if None in both:
        return render(request, "reporting/scenarios/compare_none.html", {"trail": trail("So sánh")})
    one, other = (scenario for scenario in both if scenario is not None)
    pairs = _common(tried_months(one), tried_months(other))
    asked = request.GET.get(MONTH, "")
    shown = [pair for pair in pairs if not asked or pair[0].starts_on.isoformat() == asked]
    context: dict[str, Any] = {
        "trail": trail("So sánh"),
        "sides": [(scenario, changes_told(scenario)) for scenario in (one, other)],
    }
    if pairs and not shown:
        raise Http404("Hai phương án không cùng thử trên tháng này.")
    if shown:
        left, right = shown[-1]
        names = short_names(last_day(left), [move.agency for move in left.moves])
        context |= {
            "month": left,
            "same_figures": left.revision == right.revision,
            "months": [(pair[0], _address(request, one, other, pair[0])) for pair in reversed(pairs)],
            "summary": sides_table(outline_of(left.moves), outline_of(right.moves), one.name, other.name),
            "agencies": pair_table(left.moves, right.moves, names),
        }
    return render(request, "reporting/scenarios/compare.html", context)


def _asked(request: HttpRequest, name: str) -> Scenario | None:
    text = request.GET.get(name, "")
    return _found(request, text) if text else None


def _found(request: HttpRequest, text: str) -> Scenario:
    try:
        return visible_scenario(request, parse_uuid(text))
    except Refused as error:
        raise Http404("Không có phương án này.") from error


def _common(left: Sequence[TriedMonth], right: Sequence[TriedMonth]) -> list[tuple[TriedMonth, TriedMonth]]:
    others = {one.period: one for one in right}
    return [(one, others[one.period]) for one in left if one.period in others]


def _address(request: HttpRequest, one: Scenario, other: Scenario, month: TriedMonth) -> str:
    return f"{request.path}?a={one.pk}&b={other.pk}&{MONTH}={month.starts_on.isoformat()}"
