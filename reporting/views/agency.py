"""One agency: its dashboard, and the way down to a group of criteria and to one criterion."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import may
from core.numbers import format_percent, format_points, format_signed
from evaluations.gather.criteria.pinned import changed_in
from evaluations.rules.contribution import mend_first
from evaluations.rules.results import COUNTED, CriterionScore
from reporting.gather.agency import Named, Scored, named, scored
from reporting.gather.standings import series
from reporting.links import link
from reporting.tables import agency as tables
from reporting.tables.cells import CONFIDENCES, GRADE_KINDS, GRADES
from reporting.tables.province import axis_foot
from reporting.tables.trends import agency_trend
from reporting.views.agency_facts import answered, counts, gap_blocks, missing_for_better, trust
from reporting.views.frame import Content, Visit, answer, computed_line, no_month_yet, visit

LOSSES = 6


@require_safe
def agency_dashboard(request: HttpRequest, agency: int) -> HttpResponse:
    """An agency's month: the score, why it is so, and what to mend first."""
    seen = visit(request)
    if seen is None:
        return no_month_yet(request)
    who = readable(seen, agency)
    found = scored(seen.user, seen.on, agency, seen.month)
    if found is None:
        return _no_result(seen, who)
    return answer(seen, lambda: _dashboard(seen, who, found))


@require_safe
def group_detail(request: HttpRequest, agency: int, code: str) -> HttpResponse:
    """One group of criteria of an agency: its criteria add up to it."""
    seen, who, found = opened(request, agency)
    if code not in {group.code for group in found.score.groups}:
        raise Http404("Không có nhóm tiêu chí này.")
    return answer(seen, lambda: _group(seen, who, found, code))


@require_safe
def criterion_detail(request: HttpRequest, agency: int, code: str) -> HttpResponse:
    """One criterion of an agency: its sources add up to it."""
    seen, who, found = opened(request, agency)
    score = criterion_of(found, code)
    return answer(seen, lambda: _criterion(seen, who, found, score))


def readable(seen: Visit, agency: int) -> Named:
    """The agency, if the reader may read its figures of the month; else the same 404 as a made-up number."""
    who = named(seen.user, seen.on, agency, seen.month)
    if who is None:
        raise Http404("Không tìm thấy cơ quan này.")
    return who


def opened(request: HttpRequest, agency: int) -> tuple[Visit, Named, Scored]:
    """What the pages below an agency's dashboard start from; Http404 where there is no result to open."""
    seen = visit(request)
    if seen is None:
        raise Http404("Chưa có kỳ đánh giá nào.")
    who = readable(seen, agency)
    found = scored(seen.user, seen.on, agency, seen.month)
    if found is None:
        raise Http404("Cơ quan chưa có kết quả của kỳ này.")
    return seen, who, found


def criterion_of(found: Scored, code: str) -> CriterionScore:
    """The score of the criterion with this code; Http404 for a code that the set does not have."""
    position = found.words.at.get(code)
    if position is None:
        raise Http404("Không có tiêu chí này.")
    return found.score.criteria[position]


def crumbs(seen: Visit, who: Named, *below: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back to the province, for those who may go there, and through the agency."""
    top = [("Toàn tỉnh", link("province_dashboard", seen.month))] if may(seen.user, "province.read") else []
    if not below:
        return [*top, (who.short_name, "")]
    return [*top, (who.short_name, link("agency_dashboard", seen.month, who.pk)), *below]


def _no_result(seen: Visit, who: Named) -> HttpResponse:
    context = {
        "page_title": who.name,
        "crumbs": crumbs(seen, who),
        "month": seen.month,
        "calendar": seen.calendar,
        "computed_line": computed_line((seen.month.computed_at, seen.month.records)),
    }
    return render(seen.request, "reporting/agency/no_result.html", context)


def _dashboard(seen: Visit, who: Named, found: Scored) -> Content:
    month, row = seen.month, found.row
    groups = tables.groups(found, month)
    line = series(seen.user, seen.on, seen.calendar.window, who.pk)
    trend = agency_trend(seen.calendar.window, line.totals.get(who.pk, []), who.pk)
    losses = tables.losses(found, mend_first(found.score, LOSSES), month)
    criteria = tables.criteria(
        found, found.score.criteria, month, f"Tất cả tiêu chí, {month.label}", group=None
    )
    total = format_points(tables.total_of(found.score))
    change = line.change(who.pk)
    told = answered(found, who, month)
    return Content(
        title=who.name,
        lead=f"{found.group} · {month.label}",
        crumbs=crumbs(seen, who),
        template="reporting/agency/dashboard.html",
        context={
            "row": row,
            "changed": [one for one in changed_in(month.pk) if row.comparison_group in one.codes],
            "score": found.score,
            "grade": GRADES[row.grade],
            "grade_kind": GRADE_KINDS.get(row.grade, "neutral"),
            "change": format_signed(change) if change is not None else "",
            "change_kind": "flat" if not change else "up" if change > 0 else "down",
            "why_url": link("agency_explanation", month, who.pk),
            "facts": counts(found, who, told),
            "voice_url": link("voice_agency", month, who.pk)
            if who.has_counter and may(seen.user, "voice.read")
            else "",
            "confidence": CONFIDENCES.get(row.confidence, ""),
            "confidence_reasons": missing_for_better(found, who),
            "gaps": gap_blocks(found, seen, told),
            "groups": groups,
            "total": total,
            "stated": format_points(row.total),
            "losses": losses,
            "criteria": criteria,
            "missing": [one for one in found.score.criteria if one.state == "no_data"],
            "trend": trend,
            "axis_foot": axis_foot(trend),
        },
        tables=[groups, criteria, losses, trend],
        computed=(row.computed_at, row.records),
        default_points=found.words.has_default_points,
        notes=[f"Tổng các nhóm và điểm cộng, trừ {total} = điểm của cơ quan {format_points(row.total)}."],
    )


def _group(seen: Visit, who: Named, found: Scored, code: str) -> Content:
    group = next(one for one in found.score.groups if one.code == code)
    name = found.words.group_name(code)
    members = [one for one in found.score.criteria if found.words.criteria[one.position].group == code]
    table = tables.criteria(
        found, members, seen.month, f"{name}: từng tiêu chí, {seen.month.label}", group=group
    )
    total = format_points(tables.sum_of(one.cents for one in members))
    return Content(
        title=name,
        lead=f"{who.name} · {seen.month.label}",
        crumbs=crumbs(seen, who, (name, "")),
        template="reporting/agency/group.html",
        context={
            **trust(seen, who, found),
            "group": group,
            "applicable_words": f"trên {group.applicable} tiêu chí áp dụng",
            "table": table,
            "total": total,
            "stated": format_points(group.points),
            "siblings": _siblings(seen, who, found, code),
        },
        tables=[table],
        computed=(found.row.computed_at, found.row.records),
        default_points=found.words.has_default_points,
        notes=[f"Tổng các tiêu chí {total} = điểm của nhóm {format_points(group.points)}."],
    )


def _siblings(seen: Visit, who: Named, found: Scored, here: str) -> Sequence[tuple[str, str, bool]]:
    return [
        (group.name, link("group_detail", seen.month, who.pk, group.code), group.code == here)
        for group in found.words.groups
    ]


def _criterion(seen: Visit, who: Named, found: Scored, score: CriterionScore) -> Content:
    text = found.words.criteria[score.position]
    group = found.words.group_name(text.group)
    table = tables.sources(found, score, seen.month)
    total = format_points(tables.sum_of(one.cents for one in score.sources if one.status == COUNTED))
    stated = format_points(score.points)
    return Content(
        title=f"{text.code} {text.statement}",
        lead=f"{who.name} · {seen.month.label}",
        crumbs=crumbs(
            seen, who, (group, link("group_detail", seen.month, who.pk, text.group)), (text.code, "")
        ),
        template="reporting/agency/criterion.html",
        context={
            **trust(seen, who, found),
            "text": text,
            "score": score,
            "state": tables.state_words(score),
            "is_scored": score.state == "scored",
            "table": table,
            "total": total,
            "stated": stated,
            "value": format_percent(score.value, 2),
        },
        tables=[table],
        computed=(found.row.computed_at, found.row.records),
        default_points=found.words.has_default_points,
        notes=[f"Tổng các nguồn {total} = điểm của tiêu chí {stated}."],
    )
