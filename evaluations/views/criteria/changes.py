"""What changed from one version to the next, for everybody who may read both."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agencies.views.parameters import number_of
from core import clock
from evaluations.gather.criteria.pinned import pinned_periods
from evaluations.models import CriteriaSet
from evaluations.views.criteria.set_frame import base_of, changes_since, grouped, set_trail, visible_set

AGAINST = "voi"
"""The set compared with; without it the version before."""


@require_safe
def criteria_set_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The change list from the version before, or from another set chosen on the page."""
    criteria_set = visible_set(request, pk)
    base = _base(request, criteria_set)
    changes = changes_since(base, criteria_set)
    context = {
        "criteria_set": criteria_set,
        "trail": set_trail(criteria_set, ("Thay đổi", "")),
        "base": base,
        "others": _others(request, criteria_set),
        "groups": grouped(changes),
        "count": len(changes),
        "periods": [(period.label, names) for period, names in pinned_periods(criteria_set)[:12]],
    }
    return render(request, "criteria/changes.html", context)


def _base(request: HttpRequest, criteria_set: CriteriaSet) -> CriteriaSet | None:
    chosen = number_of(request, AGAINST)
    if chosen is None:
        return base_of(criteria_set)
    user: Any = request.user
    return get_object_or_404(CriteriaSet.objects.visible_to(user, clock.today()), pk=chosen)


def _others(request: HttpRequest, criteria_set: CriteriaSet) -> list[CriteriaSet]:
    """Sets to compare with: those that are or were published, the same framework first."""
    user: Any = request.user
    rows = CriteriaSet.objects.visible_to(user, clock.today()).exclude(state="draft")
    found = rows.exclude(pk=criteria_set.pk).order_by("title", "-version")
    return sorted(found, key=lambda one: one.code != criteria_set.code)
