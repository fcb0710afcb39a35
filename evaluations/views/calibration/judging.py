"""How heads judge: one's own figure first and alone, then those below by name, the province without names."""

from collections.abc import Sequence
from statistics import mean, quantiles
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import may, require
from core.cells import Column, Row
from core.numbers import format_integer
from evaluations.gather.calibration.judging import Column as Judgements
from evaluations.gather.calibration.judging import decided, managed, names_of
from evaluations.gather.calibration.voices import Heard, heard_in, names_on
from evaluations.models import AgencyResult
from evaluations.rules.calibration.against import Against, against_inspection
from evaluations.rules.calibration.bands import quantile_words
from evaluations.rules.calibration.leniency import LEAST_FORMS, Leniency
from evaluations.views.calibration.frame import NONE_YET, Visit, between, is_past, signed, visit
from evaluations.views.calibration.tables import difference_words

LEAST_OF_AGENCY = 10
"""Decided forms of an agency before the province reads its figure."""
LEAST_HEADS = 20
"""Heads before the province reads how they are distributed."""
FIGURES: list[Column] = [
    {"label": "Số phiếu (n)", "num": True},
    {"label": "So với tự chấm", "num": True},
    {"label": "So với mức chung", "num": True},
    {"label": "Khoảng tin cậy 95%"},
]
PEOPLE: list[Column] = [{"label": "Người nhận xét"}, *FIGURES]
AGENCIES: list[Column] = [
    {"label": "Cơ quan"},
    *FIGURES,
    {"label": "So với kiểm tra", "num": True},
    {"label": "Khoảng tin cậy 95%"},
    {"label": "Tiêu chí, quan sát"},
]
PLACES = ("10% chặt nhất", "25% chặt nhất", "Giữa", "25% rộng nhất", "10% rộng nhất")


@never_cache
@require_safe
def calibration_judging(request: HttpRequest) -> HttpResponse:
    """The reader's own line at once; everything about others after the date for reviewing."""
    user: Any = request.user
    require(user, "calibration.judging")
    seen = visit(request)
    if seen is None:
        return render(request, "calibration/none.html", {"reason": NONE_YET})
    columns = {"authority": decided(seen.month), "manager": managed(seen.month)}
    others_too = is_past(seen.month.review_due_on)
    reads_all = bool(may(user, "calibration.read"))
    context = {
        "seen": seen,
        "trail": seen.trail("Cách chấm"),
        "links": [] if reads_all else _links(seen),
        "own": _own(seen, columns),
        "people_columns": PEOPLE,
        "people": _below(seen, columns["manager"]) if others_too else [],
        "is_private": not others_too,
        "reads_all": reads_all,
        "least": LEAST_FORMS,
        "least_agency": LEAST_OF_AGENCY,
        **(_province(seen, columns["authority"]) if reads_all and others_too else {}),
    }
    return render(request, "calibration/judging.html", context)


def _links(seen: Visit) -> list[tuple[str, str, str]]:
    """(label, address, icon) of what else a head reads about their own people."""
    led = scope_of(seen.user, clock.today()).agencies_with(Role.AGENCY_HEAD)
    own = AgencyResult.objects.in_period(seen.month).filter(agency__in=led).order_by("agency")
    names = names_on(seen.month.last_day)
    links = [
        (
            f"Các nguồn: {names.get(agency, 'cơ quan')}",
            seen.link("calibration_agency", agency),
            "chart-no-axes-combined",
        )
        for agency in own.values_list("agency", flat=True)
    ]
    if may(seen.user, "calibration.patterns"):
        links.append(("Cách điền phiếu", seen.link("calibration_patterns"), "copy-check"))
    return [*links, ("Mẫu minh chứng", reverse("evidence_list"), "dices")]


def _own(seen: Visit, columns: dict[str, Judgements]) -> list[dict[str, str]]:
    """What the reader's own judging looks like, in each column in which they judged."""
    titles = {"authority": "Phiếu bạn quyết định", "manager": "Phiếu bạn nhận xét với tư cách trưởng bộ phận"}
    found = []
    for name, column in columns.items():
        rows = column.by_head()
        own = next((row for row in rows if row.head == seen.user.pk), None)
        if own is not None:
            others = [row.shrunk for row in rows if row.shrunk is not None and row.head != own.head]
            found.append({"title": titles[name], **_in_words(own, others)})
    return found


def _in_words(own: Leniency[int], others: Sequence[float]) -> dict[str, str]:
    n = format_integer(own.forms)
    raised = f"{difference_words(own.raised, 2)} điểm so với người được chấm tự chấm, bình quân {n} phiếu."
    if own.shrunk is None:
        return {
            "raised": raised,
            "reading": f"Chưa đủ {LEAST_FORMS} phiếu hoặc chưa đủ người để so.",
            "place": "",
        }
    kind = "rộng" if own.shrunk > 0 else "chặt"
    reading = (
        f"{kind.capitalize()} hơn mức chung {difference_words(abs(own.shrunk), 2).lstrip('+')} điểm, "
        f"khoảng tin cậy 95%: {between(own.interval, 2)}."
        if own.is_apart
        else f"Chưa thấy khác mức chung (chênh trong khoảng sai số {between(own.interval, 2)})."
    )
    return {"raised": raised, "reading": reading, "place": quantile_words(own.shrunk, others)}


def _below(seen: Visit, column: Judgements) -> list[Row]:
    """Unit heads of agencies that the reader heads, by name; those with few forms are not told."""
    led = scope_of(seen.user, clock.today()).agencies_with(Role.AGENCY_HEAD)
    below = {form.head for form in column.forms if form.agency in led} - {seen.user.pk}
    names = names_of(below)
    figures = {row.head: row for row in column.by_head()}
    return [
        [{"text": name, "header": True}, *_figures(figures[head])]
        for head, name in names.items()
        if figures[head].forms >= LEAST_FORMS
    ]


def _figures(row: Leniency[int]) -> Row:
    return [
        {"text": format_integer(row.forms), "num": True},
        signed(row.raised, 2),
        signed(row.shrunk, 2),
        {"text": between(row.interval, 2), "class": "nowrap"},
    ]


def _province(seen: Visit, column: Judgements) -> dict[str, Any]:
    """How heads are distributed without names, and agencies by name."""
    told = [row.shrunk for row in column.by_head() if row.shrunk is not None]
    cuts = quantiles(told, n=20, method="inclusive") if len(told) >= LEAST_HEADS else []
    chosen = [cuts[at] for at in (1, 4, 9, 14, 17)] if cuts else []
    against = {one.row.agency_id: _against(one) for one in heard_in(seen.month)}
    seen_against = [one.points for one in against.values() if one is not None]
    names = names_on(seen.month.last_day)
    rows = [row for row in column.by_agency() if row.forms >= LEAST_OF_AGENCY]
    return {
        "spread": [
            {"label": label, "value": difference_words(value, 2)}
            for label, value in zip(PLACES, chosen, strict=False)
        ],
        "heads": format_integer(len(told)),
        "least_heads": LEAST_HEADS,
        "agency_columns": AGENCIES,
        "agencies": [
            _agency(seen, names.get(row.head, "—"), row, against.get(row.head))
            for row in sorted(rows, key=lambda row: names.get(row.head, ""))
        ],
        "usual_against": difference_words(mean(seen_against)) if seen_against else "",
        "against_count": format_integer(len(seen_against)),
    }


def _against(one: Heard) -> Against | None:
    return against_inspection(one.criteria.rules, one.lines)


def _agency(seen: Visit, name: str, row: Leniency[int], against: Against | None) -> Row:
    seen_words = f"{against.criteria} tiêu chí, {format_integer(against.observations)}" if against else ""
    return [
        {"text": name, "url": seen.link("calibration_agency", row.head), "header": True},
        *_figures(row),
        signed(against.points if against else None),
        {"text": between(against.interval if against else None), "class": "nowrap"},
        {"text": seen_words},
    ]
