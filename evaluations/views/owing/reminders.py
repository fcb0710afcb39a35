"""Before a reminder is sent: whom it will reach and why; then the button."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from agencies.gather.names import names_on
from core import clock
from core.access import require
from core.cells import Column, Row
from core.dates import format_day
from core.numbers import format_integer
from evaluations.actions.owing import ask_to_remind
from evaluations.gather.owing.owers import Ower, owers, told_since
from evaluations.models import Period
from evaluations.rules.follow_up.remedy import when_words
from evaluations.views.owing.frame import WAITING, choice, chosen_month, is_everywhere, kept, months_offered

COUNT_COLUMNS: list[Column] = [
    {"label": "Cơ quan, đơn vị"},
    {"label": "Sẽ được nhắc", "num": True},
    {"label": "Đã nhắc hôm nay", "num": True},
    {"label": "Không có tài khoản", "num": True},
]
REACHED, TOLD, UNREACHED = "reached", "told", "unreached"


@require_http_methods(["GET", "HEAD", "POST"])
def owing_remind(request: HttpRequest) -> HttpResponse:
    """A preview by unit (names, for heads) or by agency (counts, for Home Affairs); POST sends."""
    user: Any = request.user
    require(user, "owing.remind")
    everywhere = is_everywhere(request)
    months = [one for one in months_offered() if one.is_open]
    period = chosen_month(request, months)
    if request.method == "POST" and period is not None:
        count = ask_to_remind(period=period, everywhere=everywhere, actor=user, at=clock.now())
        _say(request, count)
        return redirect(f"{reverse('owing_board')}?{urlencode(kept(period, everywhere))}")
    context = choice(months, period) | {"everywhere": everywhere, "action": reverse("owing_remind")}
    if period is not None:
        context |= _preview(period, None if everywhere else user)
        context["query"] = urlencode(kept(period, everywhere))
    return render(request, "owing/remind.html", context)


def _say(request: HttpRequest, count: int) -> None:
    if count:
        text = f"Đang gửi lời nhắc tới {format_integer(count)} người. Ai vừa nộp xong sẽ không bị nhắc."
        messages.success(request, text)
    else:
        messages.info(request, "Không còn ai cần nhắc hôm nay.")


def _preview(period: Period, user: Any) -> dict[str, Any]:
    today = clock.today()
    found = owers(period, user)
    told = told_since((one.user_id for one in found), today)
    kinds = [(one, _kind(one, told)) for one in found]
    count = Counter(kind for _one, kind in kinds)
    context = {
        "count": len({one.user_id for one, kind in kinds if kind == REACHED}),
        "told": count[TOLD],
        "unreached": count[UNREACHED],
        "due": format_day(period.self_due_on),
        "when": when_words(period.self_due_on, today),
    }
    if user is None:
        return context | {"columns": COUNT_COLUMNS, "rows": _by_agency(kinds, period.last_day)}
    return context | {"groups": _by_unit(kinds)}


def _kind(one: Ower, told: Any) -> str:
    if one.user_id is None:
        return UNREACHED
    return TOLD if one.user_id in told else REACHED


def _by_agency(kinds: list[tuple[Ower, str]], on: date) -> list[Row]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for one, kind in kinds:
        counts[one.agency_id][kind] += 1
    versions = sorted(names_on(counts, on).values(), key=lambda version: version.name_sort)
    return [
        [
            {"text": version.name, "header": True},
            *(
                {"text": format_integer(counts[version.agency_id][kind]), "num": True}
                for kind in (REACHED, TOLD, UNREACHED)
            ),
        ]
        for version in versions
    ]


def _by_unit(kinds: list[tuple[Ower, str]]) -> list[tuple[str, list[dict[str, str]]]]:
    """Unit by unit who is reminded and why; who is passed over, and why that is."""
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    words = {REACHED: "", TOLD: "hôm nay đã được nhắc", UNREACHED: "không có tài khoản"}
    for one, kind in kinds:
        groups[one.unit_name].append({"name": one.name, "why": WAITING[one.state], "passed": words[kind]})
    return sorted(groups.items())
