"""One agency: its dashboard, and the way down to a group of criteria and to one criterion."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import may
from core.numbers import format_integer, format_percent, format_points, format_signed
from evaluations.enums import Source
from evaluations.rules.contribution import mend_first
from evaluations.rules.explaining.confidence import better_mark, reasons
from evaluations.rules.gap import Gap, gaps
from evaluations.rules.results import COUNTED, CriterionScore
from feedback.gather.voice.agency import month_point
from feedback.rules.release import telling_day
from feedback.rules.response import NO_VISITS, response_words
from reporting.gather.agency import Named, Scored, named, scored
from reporting.gather.months import Month
from reporting.gather.standings import series
from reporting.links import link
from reporting.rules.gaps import differences
from reporting.rules.small_counts import LEAST, told
from reporting.tables import agency as tables
from reporting.tables.cells import CONFIDENCES, GRADE_KINDS, GRADES, ratio
from reporting.tables.province import axis_foot
from reporting.tables.trends import agency_trend
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
    answered = _answered(found, who, month)
    return Content(
        title=who.name,
        lead=f"{found.group} · {month.label}",
        crumbs=crumbs(seen, who),
        template="reporting/agency/dashboard.html",
        context={
            "row": row,
            "score": found.score,
            "grade": GRADES[row.grade],
            "grade_kind": GRADE_KINDS.get(row.grade, "neutral"),
            "change": format_signed(change) if change is not None else "",
            "change_kind": "flat" if not change else "up" if change > 0 else "down",
            "why_url": link("agency_explanation", month, who.pk),
            "facts": _facts(found, who, answered),
            "voice_url": link("voice_agency", month, who.pk)
            if who.has_counter and may(seen.user, "voice.read")
            else "",
            "confidence": CONFIDENCES.get(row.confidence, ""),
            "confidence_reasons": _confidence(found, who),
            "gaps": _gaps(found, seen, answered),
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


def _facts(found: Scored, who: Named, answered: str) -> list[tuple[str, str]]:
    """What the score rests on, in counts; ``answered`` is the citizens' response rate in words."""
    row = found.row
    rate = format_percent(ratio(row.submitted, row.headcount))
    lines = [
        (
            "Phiếu tự đánh giá",
            f"{format_integer(row.submitted)} trên {format_integer(row.headcount)} người ({rate})",
        ),
        ("Phiếu đã nhận xét", f"{format_integer(row.reviewed)} trên {format_integer(row.submitted)} phiếu"),
        ("Cuộc kiểm tra trong tháng", format_integer(row.inspections)),
    ]
    if who.has_counter:
        words = "Chưa đủ lượt để công bố"
        if row.ratings >= LEAST:
            mean = format_points(row.rating_mean)
            words = f"{told(row.ratings)}, bình quân {mean} trên 5"
        lines += [("Lượt đánh giá của người dân", words), ("Tỷ lệ người dân trả lời", answered.capitalize())]
    return lines


def _answered(found: Scored, who: Named, month: Month) -> str:
    """How many of those who came have answered, in words, of the days told when the score was computed."""
    if not who.has_counter or found.row.ratings < LEAST:
        return NO_VISITS
    day = telling_day(found.row.computed_at)
    point = month_point(who.pk, month.starts_on, today=day)
    return response_words(point.told.answers, point.visits) if point.told else NO_VISITS


def _confidence(found: Scored, who: Named) -> list[Any]:
    """What is missing to the next better mark; nothing above the best."""
    row = found.row
    rule = better_mark(row.confidence, found.criteria.rules.confidence)
    if rule is None:
        return []
    visited = any(
        one.source == Source.INSPECTION and one.status == COUNTED
        for score in found.score.criteria
        for one in score.sources
    )
    return reasons(
        rule,
        visited=visited,
        submitted=row.submitted,
        expected=row.headcount,
        ratings=row.ratings if who.has_counter else None,
    )


def _gaps(found: Scored, seen: Visit, answered: str) -> list[dict[str, Any]]:
    """Self against inspection and against citizens, with n on both sides and the widest criteria (S13)."""
    rules, criteria = found.criteria.rules, found.score.criteria
    labels = {"inspection": "Tự đánh giá − kiểm tra", "citizen": "Tự đánh giá − người dân"}
    of_citizens = f"lượt trả lời của người dân (tỷ lệ trả lời: {answered})"
    others = {"inspection": "quan sát tại chỗ", "citizen": of_citizens}
    return [_gap(one, labels[one.other], others[one.other], found, seen) for one in gaps(rules, criteria)]


def _gap(one: Gap, label: str, other: str, found: Scored, seen: Visit) -> dict[str, Any]:
    widest = differences(found.criteria.rules, found.score.criteria, one.other, 3)
    hint = "Chưa có tiêu chí nào được cả hai bên đánh giá."
    if one.points is not None:
        hint = (
            f"trên {one.criteria} tiêu chí chung; {format_integer(one.self_n)} lượt tự chấm, "
            f"{format_integer(one.other_n)} {other}"
        )
    codes = [found.words.criteria[difference.position] for difference in widest]
    return {
        "label": label,
        "points": format_signed(one.points),
        "hint": hint,
        "lines": [
            (
                text.code,
                text.statement,
                link("criterion_detail", seen.month, found.row.agency_id, text.code),
                format_signed(difference.points),
            )
            for text, difference in zip(codes, widest, strict=True)
        ],
    }


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
