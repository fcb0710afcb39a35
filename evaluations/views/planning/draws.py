"""Draws as every signed-in person reads them: among whom, by what seed, and redone before their eyes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.views.parameters import page_of
from core import clock
from core.access import may
from core.cells import Row
from core.dates import format_moment
from core.numbers import format_integer
from evaluations.actions.planning.reveal_draw import revealable_from
from evaluations.models import Draw, PlanLine
from evaluations.rules.planning.draws import commitment_of, is_seed, tickets
from evaluations.views.planning.frame import page_trail

DRAWS = "Rút ngẫu nhiên"
OPEN_WORDS = {True: ("ok", "Đã công bố kết quả"), False: ("neutral", "Giữ kín đến khi kiểm tra")}


def visible_draw(request: HttpRequest, pk: UUID) -> Any:
    """The draw with ``is_open``; every signed-in person sees every draw."""
    user: Any = request.user
    draws = Draw.objects.visible_to(user).with_open().select_related("made_by")
    return get_object_or_404(draws, pk=pk)


def draw_trail(title: str, draw: Draw | None = None) -> Any:
    """The way back from a page about draws."""
    between = [(DRAWS, reverse("draw_list"))]
    if draw is not None:
        between.append((draw.title, reverse("draw_detail", args=[draw.pk])))
    return page_trail(title, *between)


@require_safe
def draw_list(request: HttpRequest) -> HttpResponse:
    """Every draw that was ever made, newest first."""
    user: Any = request.user
    draws = Draw.objects.visible_to(user).with_open().defer("population", "drawn")
    page = page_of(request, draws.order_by("-made_at", "pk"), 25)
    context = {
        "trail": page_trail(DRAWS),
        "page": page,
        "rows": [_row(draw) for draw in page],
        "may_draw": bool(may(user, "inspection_draw.make")),
    }
    return render(request, "planning/draws.html", context)


def _row(draw: Any) -> dict[str, str]:
    kind, label = OPEN_WORDS[bool(draw.is_open)]
    return {
        "title": draw.title,
        "url": reverse("draw_detail", args=[draw.pk]),
        "made_at": format_moment(draw.made_at),
        "size": f"Rút {format_integer(draw.size)} cơ quan",
        "kind": kind,
        "state": label,
    }


@require_safe
def draw_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Among whom was drawn and by what seed; the outcome once it may be known."""
    draw = visible_draw(request, pk)
    included = [row for row in draw.population if row["included"]]
    excluded = [row for row in draw.population if not row["included"]]
    names = {row["code"]: row["name"] for row in included}
    may_reveal = not draw.is_open and bool(may(request.user, "inspection_draw.reveal", draw))
    first = revealable_from(draw) if may_reveal else None
    context = {
        "draw": draw,
        "trail": draw_trail(draw.title),
        "facts": _facts(draw, len(included), len(excluded)),
        "seed": draw.seed if draw.is_open else "",
        "drawn": _drawn(draw, names) if draw.is_open else [],
        "included": included,
        "excluded": excluded,
        "may_reveal": first is not None and first <= clock.today(),
        "reveal_from": first,
    }
    return render(request, "planning/draw.html", context)


def _drawn(draw: Draw, names: dict[str, str]) -> list[tuple[str, str, str]]:
    """(code, name, what became of it) in the order of the draw; a drawn agency that was left out shows."""
    lines = PlanLine.objects.filter(draw=draw).select_related("agency").order_by("pk")
    states = {line.agency.code: line.get_state_display() for line in lines}
    return [(code, names[code], states.get(code, "")) for code in draw.drawn]


def _facts(draw: Draw, included: int, excluded: int) -> list[tuple[str, str]]:
    return [
        ("Rút lúc", f"{format_moment(draw.made_at)}, {draw.made_by.display_name}"),
        ("Số cơ quan được rút", f"{format_integer(draw.size)} trong {format_integer(included)}"),
        ("Không đưa vào rút", f"{format_integer(excluded)} cơ quan, có nêu lý do"),
        ("Hình thức", "Theo kế hoạch, công khai" if draw.is_announced else "Đột xuất"),
    ]


@require_safe
def draw_redo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Redo a draw with a seed before the reader's eyes; a seed that was not promised proves nothing."""
    draw = visible_draw(request, pk)
    seed = request.GET.get("hat", draw.seed if draw.is_open else "").strip().lower()
    context = {
        "draw": draw,
        "trail": draw_trail("Rút lại", draw),
        "seed": seed,
        "outcome": _redone(draw, seed) if seed else None,
    }
    return render(request, "planning/redo.html", context)


def _redone(draw: Draw, seed: str) -> dict[str, Any]:
    """What a seed gives: whether it is the promised one, and if so the whole order and the comparison."""
    if not is_seed(seed):
        return {"problem": "Hạt giống gồm đúng 64 ký tự 0–9, a–f."}
    digest = commitment_of(seed)
    if digest != draw.commitment:
        return {"problem": f"Mã băm của hạt giống này là {digest}, không khớp mã cam kết."}
    included = {row["code"]: row["name"] for row in draw.population if row["included"]}
    order = tickets(seed, included)
    again = [ticket.code for ticket in order[: draw.size]]
    columns = [{"label": "Thứ tự", "num": True}, {"label": "Cơ quan"}, {"label": "Mã"}, {"label": "Mã băm"}]
    rows: list[Row] = [
        [
            {"text": str(place), "num": True},
            {"text": included[ticket.code], "header": True},
            {"text": ticket.code},
            {"text": ticket.digest, "class": "digest"},
        ]
        for place, ticket in enumerate(order, start=1)
    ]
    return {
        "problem": "",
        "same": again == draw.drawn,
        "columns": columns,
        "first": rows[: draw.size],
        "rest": rows[draw.size :],
    }


@require_safe
def draw_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draw as JSON, for docs/redo_draw.py or any program of the reader's own."""
    draw = visible_draw(request, pk)
    kept = {
        "title": draw.title,
        "made_at": draw.made_at.isoformat(),
        "size": draw.size,
        "commitment": draw.commitment,
        "seed": draw.seed if draw.is_open else None,
        "drawn": draw.drawn if draw.is_open else None,
        "population": [
            {name: row[name] for name in ("code", "name", "included", "cause")} for row in draw.population
        ],
    }
    response = JsonResponse(kept, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="rut-ngau-nhien-{draw.commitment[:8]}.json"'
    return response
