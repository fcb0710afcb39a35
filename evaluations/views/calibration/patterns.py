"""Shares of forms that give one mark all the way down or repeat the month before; never a name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import may, require
from core.cells import Column, Row
from core.numbers import format_integer
from evaluations.gather.assessments.patterns import PatternShare, pattern_shares
from evaluations.gather.calibration.voices import names_on
from evaluations.rules.calibration.bands import LEAST, band
from evaluations.views.calibration.frame import NONE_YET, is_past, visit

COLUMNS: list[Column] = [
    {"label": "Cơ quan"},
    {"label": "Phiếu đã nộp (n)", "num": True},
    {"label": "Cùng một mức từ đầu đến cuối"},
    {"label": "Giống hệt tháng trước"},
]


@never_cache
@require_safe
def calibration_patterns(request: HttpRequest) -> HttpResponse:
    """Shares by agency, for its head and for the province, once people had until the due date to mend."""
    user: Any = request.user
    require(user, "calibration.patterns")
    seen = visit(request)
    if seen is None:
        return render(request, "calibration/none.html", {"reason": NONE_YET})
    is_told = is_past(seen.month.self_due_on)
    led = scope_of(user, clock.today()).agencies_with(Role.AGENCY_HEAD)
    shares = pattern_shares(seen.month) if is_told else {}
    if not may(user, "calibration.read"):
        shares = {agency: share for agency, share in shares.items() if agency in led}
    names = names_on(seen.month.last_day)
    rows = [(names.get(agency, "—"), share) for agency, share in shares.items() if share.forms >= LEAST]
    context = {
        "seen": seen,
        "trail": seen.trail("Cách điền phiếu"),
        "is_told": is_told,
        "columns": COLUMNS,
        "rows": [_row(name, share) for name, share in sorted(rows)],
        "hidden": format_integer(len(shares) - len(rows)) if len(shares) > len(rows) else "",
        "least": LEAST,
    }
    return render(request, "calibration/patterns.html", context)


def _row(name: str, share: PatternShare) -> Row:
    return [
        {"text": name, "header": True},
        {"text": format_integer(share.forms), "num": True},
        {"text": band(share.straight, share.forms)},
        {"text": band(share.copied, share.forms)},
    ]
