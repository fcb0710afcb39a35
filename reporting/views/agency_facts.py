"""What an agency's score rests on: counts, what a better mark of confidence asks, the gaps between voices."""

from typing import Any

from core.numbers import NO_DATA, format_integer, format_percent, format_points, format_signed
from evaluations.rules.explaining.build import is_visited
from evaluations.rules.explaining.confidence import better_mark, reasons
from evaluations.rules.explaining.parts import Reason
from evaluations.rules.gap import Gap, gaps
from feedback.gather.voice.agency import month_point
from feedback.rules.release import telling_day
from feedback.rules.response import NO_VISITS, response_words
from reporting.gather.agency import Named, Scored
from reporting.gather.months import Month
from reporting.links import link
from reporting.rules.gaps import differences
from reporting.rules.small_counts import LEAST, told
from reporting.tables.cells import CONFIDENCES, ratio
from reporting.views.frame import Visit


def counts(found: Scored, who: Named, told_rate: str) -> list[tuple[str, str]]:
    """What the score rests on, in counts; ``told_rate`` is the citizens' response rate in words."""
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
        lines += [("Lượt đánh giá của người dân", words), ("Tỷ lệ người dân trả lời", told_rate.capitalize())]
    return lines


def answered(found: Scored, who: Named, month: Month) -> str:
    """How many of those who came have answered, in words, of the days told when the score was computed."""
    if not who.has_counter or found.row.ratings < LEAST:
        return NO_VISITS
    day = telling_day(found.row.computed_at)
    point = month_point(who.pk, month.starts_on, today=day)
    return response_words(point.told.answers, point.visits) if point.told else NO_VISITS


def missing_for_better(found: Scored, who: Named) -> list[Reason]:
    """What is missing to the next better mark; nothing above the best."""
    row = found.row
    rule = better_mark(row.confidence, found.criteria.rules.confidence)
    if rule is None:
        return []
    return reasons(
        rule,
        visited=is_visited(found.score),
        submitted=row.submitted,
        expected=row.headcount,
        ratings=row.ratings if who.has_counter else None,
    )


def gap_blocks(found: Scored, seen: Visit, told_rate: str) -> list[dict[str, Any]]:
    """Self against inspection and against citizens, with n on both sides and the widest criteria (S13)."""
    rules, criteria = found.criteria.rules, found.score.criteria
    labels = {"inspection": "Tự đánh giá − kiểm tra", "citizen": "Tự đánh giá − người dân"}
    of_citizens = f"lượt trả lời của người dân (tỷ lệ trả lời: {told_rate})"
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


def trust(seen: Visit, who: Named, found: Scored) -> dict[str, Any]:
    """How sure the agency's figure is, beside any part of it that is shown alone (S10)."""
    missing = [one.words for one in missing_for_better(found, who) if not one.met]
    return {
        "confidence": found.row.confidence or NO_DATA,
        "confidence_label": CONFIDENCES.get(found.row.confidence, NO_DATA),
        "confidence_hint": missing[0].rstrip(".") if missing else "Đủ bằng chứng ở mức cao nhất",
        "why_url": link("agency_explanation", seen.month, who.pk),
    }
