"""What the page of one agency's ladder shows: the figure in parts, the rungs, the objections, the buttons."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core import clock
from core.access import may
from core.cells import Cell
from core.dates import format_moment
from core.numbers import format_integer, format_percent, format_points, format_signed
from core.tables import head, points
from evaluations.enums import ObjectionState, SignStep
from evaluations.forms.closing.sign import figure_text
from evaluations.gather.closing.signatures import signatures_of
from evaluations.gather.closing.signing_groups import Groups, groups_of
from evaluations.gather.closing.signing_lines import AgencyLine
from evaluations.gather.closing.signing_people import headed_units
from evaluations.models import AgencyResult, Objection, Period, ResultPreview, SignOff
from evaluations.rules.closing.ladder import RUNG_LABELS, Rung, is_over, moved_words
from evaluations.views.closing.period_frame import (
    KINDS,
    address,
    of_agency,
    preview_of,
    standing_words,
    trail,
)
from evaluations.views.closing.signing_released import released_rungs

COLUMNS = [
    {"label": "Nhóm tiêu chí"},
    {"label": "Điểm", "num": True},
    {"label": "Tối đa có dữ liệu", "num": True},
]
OBJECTION_KINDS = {
    ObjectionState.OPEN.value: "warn",
    ObjectionState.UPHELD.value: "ok",
    ObjectionState.PARTLY.value: "info",
    ObjectionState.REJECTED.value: "neutral",
}


def agency_context(request: HttpRequest, period: Period, line: AgencyLine) -> dict[str, Any]:
    """Everything but the form."""
    user: Any = request.user
    result, preview = line.result, preview_of(period)
    parts = groups_of(result)
    kind, words = standing_words(period, preview)
    objections: Any = Objection.objects.visible_to(user, clock.today()).filter(
        period=period, agency=result.agency_id
    )
    units = unit_rows(period, line)
    return {
        "trail": trail(
            period, ("Ký kết quả", reverse("sign_list", args=[period.pk])), (line.agency.name, "")
        ),
        "period": period,
        "preview": preview,
        "agency": line.agency,
        "kind": kind,
        "words": words,
        "stats": _stats(result),
        "columns": COLUMNS,
        "rows": _rows(parts),
        "parts": format_points(parts.total),
        "total": format_points(result.total),
        "seen": figure_text(result.total),
        "rungs": [*_rungs(line, units), *released_rungs(period)],
        "units": units,
        "objections": [
            objection_row(one) for one in objections.select_related("criterion").order_by("-raised_at")
        ],
        "explained": f"{address('agency_explanation', result.agency_id)}?ky={period.starts_on.isoformat()}",
        "step": _step(user, period, preview, line),
        "needs_reason": any(not unit["signed"] for unit in units),
        "may_object": _may_object(user, period, preview, line),
    }


def _stats(result: AgencyResult) -> list[dict[str, str]]:
    rank = f"{result.rank}/{result.ranked_of}" if result.rank else "Không xếp hạng"
    return [
        {"label": "Điểm", "value": format_points(result.total), "symbol": "gauge"},
        {"label": "Thứ hạng trong nhóm", "value": rank, "symbol": "list-ordered"},
        {"label": "Độ phủ", "value": format_percent(result.coverage), "symbol": "chart-pie"},
        {
            "label": "Phiếu đã nộp",
            "value": f"{format_integer(result.submitted)}/{format_integer(result.headcount)}",
            "symbol": "send",
        },
    ]


def _rows(parts: Groups) -> list[list[Cell]]:
    rows = [[head(one.name), points(one.points), points(one.available)] for one in parts.lines]
    if parts.adjustment:
        added: Cell = {"text": format_signed(parts.adjustment), "num": True}
        rows.append([head("Điểm thưởng, điểm trừ của cơ quan"), added, {"text": ""}])
    return rows


def unit_rows(period: Period, line: AgencyLine) -> list[dict[str, Any]]:
    """The headed units of the agency with what their heads signed."""
    agency = line.result.agency_id
    signed = signatures_of(period, [agency]).unit
    return [
        {
            "name": unit.name,
            "url": reverse("sign_unit", args=[period.pk, unit.agency_id]),
            "signed": unit.agency_id in signed,
            "words": _signed_words(signed.get(unit.agency_id)),
        }
        for unit in headed_units([agency], period.last_day, clock.today())
    ]


def _signed_words(row: SignOff | None) -> str:
    return f"{row.signed_by} ký {format_moment(row.signed_at)}. {row.note}" if row else "Chưa ký"


def _rungs(line: AgencyLine, units: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The ladder from the bottom up, as a timeline."""
    rows = []
    if units:
        done = sum(unit["signed"] for unit in units)
        kind = "ok" if done == len(units) else "neutral"
        rows.append({"when": "", "title": f"Bộ phận: {done}/{len(units)} đã ký", "kind": kind})
    rows.append(_rung("Thủ trưởng cơ quan", line.own, line.own_signature, line.result.total))
    rows.append(_rung("Sở Nội vụ", line.home, line.home_signature, line.result.total))
    return rows


def _rung(title: str, rung: Rung, row: SignOff | None, total: Decimal | None) -> dict[str, str]:
    shown = {"when": "", "title": f"{title}: {RUNG_LABELS[rung].lower()}", "kind": KINDS[rung]}
    if row is not None:
        figure = moved_words(row.total, total) if rung == Rung.MOVED else f"ký ở {format_points(row.total)}"
        shown |= {
            "when": format_moment(row.signed_at),
            "who": str(row.signed_by),
            "text": " ".join(filter(None, (f"{figure[0].upper()}{figure[1:]}.", row.note))),
        }
    return shown


def objection_row(one: Objection) -> dict[str, Any]:
    """An objection as lists show it."""
    return {
        "url": reverse("objection_detail", args=[one.pk]),
        "about": f"tiêu chí {one.criterion.code}" if one.criterion else "toàn bộ kết quả",
        "text": one.text,
        "when": format_moment(one.raised_at),
        "state": one.get_state_display(),
        "kind": OBJECTION_KINDS[one.state],
    }


def _step(
    user: Any, period: Period, preview: ResultPreview | None, line: AgencyLine
) -> dict[str, str] | None:
    """The signature that the person may give now: which rung, and what the button says."""
    if preview is None or not period.is_open:
        return None
    if may(user, "result.sign_agency", of_agency(line.agency)) and line.own != Rung.SIGNED:
        return {"step": SignStep.AGENCY.value, "label": "Ký kết quả của cơ quan", "why_not": ""}
    if may(user, "result.sign_home") and line.home != Rung.SIGNED:
        return {"step": SignStep.HOME_AFFAIRS.value, "label": "Sở Nội vụ ký", "why_not": line.why_not}
    return None


def _may_object(user: Any, period: Period, preview: ResultPreview | None, line: AgencyLine) -> bool:
    in_time = preview is not None and not is_over(preview.closes_on, clock.today())
    return period.is_open and in_time and bool(may(user, "objection.raise", of_agency(line.agency)))
