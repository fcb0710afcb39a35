"""Which agencies to look at first: points of risk, each with its reason; a person decides.

The weights are the portal's own convention, no text fixes them; they stand in ``WEIGHTS`` as data and the
page prints them. What is not known adds nothing and is not held against an agency.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from core.numbers import format_integer, format_points
from evaluations.rules.follow_up.recurrence import REPEATS_FROM, WINDOW_MONTHS


class Weight(NamedTuple):
    """How a fact becomes points: ``per`` points for each whole unit above ``free``, at most ``most``."""

    label: str
    free: Decimal
    per: int
    most: int
    explained: str


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What is known of one agency and its predecessors; None is "not known", never zero.

    Gaps are points of 100 (S13), ``rating_mean`` is 1–5, ``months_since`` whole months since the last visit.
    """

    months_since: int | None = None
    gap_inspection: Decimal | None = None
    gap_citizen: Decimal | None = None
    rating_mean: Decimal | None = None
    ratings: int = 0
    complaints: int | None = None
    complaint_year: int | None = None
    repeated: tuple[str, ...] = ()
    overdue: int = 0
    cases: int = 0


class Reason(NamedTuple):
    """Points of risk (0 < points) and the sentence that says where they come from."""

    points: int
    text: str


class Risk(NamedTuple):
    """The sum of the reasons' points, and the reasons, heaviest first."""

    points: int
    reasons: tuple[Reason, ...]


NEVER_SEEN = 30
"""Points of an agency that no concluded or finished visit is known of."""

MOST_NAMED = 6
"""Repeated criteria that a reason names; the others are counted."""

ENOUGH_RATINGS = 5
"""Ratings below which the citizens' mean says nothing."""

WEIGHTS = {
    "since": Weight(
        "Thời gian từ lần kiểm tra gần nhất", Decimal(6), 1, 24, "1 điểm mỗi tháng, tính từ tháng thứ 7"
    ),
    "gap_inspection": Weight(
        "Tự đánh giá cao hơn kết quả kiểm tra", Decimal(5), 1, 20, "1 điểm cho mỗi điểm chênh trên 5"
    ),
    "gap_citizen": Weight(
        "Tự đánh giá cao hơn người dân đánh giá", Decimal(5), 1, 20, "1 điểm cho mỗi điểm chênh trên 5"
    ),
    "rating": Weight(
        "Người dân đánh giá thấp", Decimal(0), 8, 16, "8 điểm cho mỗi điểm thiếu so với 4,0, làm tròn xuống"
    ),
    "complaints": Weight("Phản ánh, kiến nghị", Decimal(0), 2, 20, "2 điểm mỗi vụ trong năm gần nhất"),
    "cases": Weight("Phản ánh đã xác minh đúng", Decimal(0), 3, 18, "3 điểm mỗi vụ trong 12 tháng gần nhất"),
    "repeated": Weight(
        "Lỗi lặp lại",
        Decimal(0),
        6,
        24,
        f"6 điểm mỗi tiêu chí thiếu sót từ {REPEATS_FROM} lần trong {WINDOW_MONTHS} tháng",
    ),
    "overdue": Weight("Kiến nghị quá hạn", Decimal(0), 4, 16, "4 điểm mỗi kiến nghị quá hạn khắc phục"),
}
"""Every weight of the risk score by its code."""

GOOD_RATING = Decimal(4)
"""The citizens' mean (1–5) from which a rating adds no risk."""


def risk_of(facts: RiskFacts) -> Risk:
    """The points of risk of one agency with a reason for each."""
    reasons = [reason for rule in _RULES if (reason := rule(facts)) is not None and reason.points > 0]
    reasons.sort(key=lambda reason: -reason.points)
    return Risk(sum(reason.points for reason in reasons), tuple(reasons))


def weighed(code: str, value: Decimal) -> int:
    """Points of ``value`` under the weight ``code``: whole points, rounded down, within [0, most]."""
    weight = WEIGHTS[code]
    return max(0, min(weight.most, int((value - weight.free) * weight.per)))


def _since(facts: RiskFacts) -> Reason | None:
    if facts.months_since is None:
        return Reason(NEVER_SEEN, "Chưa được kiểm tra lần nào")
    points = weighed("since", Decimal(facts.months_since))
    return Reason(points, f"{format_integer(facts.months_since)} tháng chưa được kiểm tra")


def _gap(code: str, value: Decimal | None, other: str) -> Reason | None:
    if value is None:
        return None
    return Reason(weighed(code, value), f"Tự đánh giá cao hơn {other} {format_points(value)} điểm")


def _gap_inspection(facts: RiskFacts) -> Reason | None:
    return _gap("gap_inspection", facts.gap_inspection, "kết quả kiểm tra")


def _gap_citizen(facts: RiskFacts) -> Reason | None:
    return _gap("gap_citizen", facts.gap_citizen, "người dân đánh giá")


def _rating(facts: RiskFacts) -> Reason | None:
    if facts.rating_mean is None or facts.ratings < ENOUGH_RATINGS:
        return None
    points = weighed("rating", GOOD_RATING - facts.rating_mean)
    count = format_integer(facts.ratings)
    return Reason(
        points, f"Người dân đánh giá trung bình {format_points(facts.rating_mean)}/5 ({count} lượt)"
    )


def _complaints(facts: RiskFacts) -> Reason | None:
    if not facts.complaints:
        return None
    points = weighed("complaints", Decimal(facts.complaints))
    return Reason(
        points, f"{format_integer(facts.complaints)} phản ánh, kiến nghị năm {facts.complaint_year}"
    )


def _cases(facts: RiskFacts) -> Reason | None:
    if not facts.cases:
        return None
    points = weighed("cases", Decimal(facts.cases))
    return Reason(points, f"{format_integer(facts.cases)} phản ánh đã xác minh đúng trong 12 tháng")


def _repeated(facts: RiskFacts) -> Reason | None:
    if not facts.repeated:
        return None
    points = weighed("repeated", Decimal(len(facts.repeated)))
    named, others = facts.repeated[:MOST_NAMED], len(facts.repeated) - MOST_NAMED
    more = f" và {others} tiêu chí khác" if others > 0 else ""
    return Reason(points, f"Lỗi lặp lại trong {WINDOW_MONTHS} tháng: {', '.join(named)}{more}")


def _overdue(facts: RiskFacts) -> Reason | None:
    if not facts.overdue:
        return None
    points = weighed("overdue", Decimal(facts.overdue))
    return Reason(points, f"{format_integer(facts.overdue)} kiến nghị quá hạn khắc phục")


_RULES: tuple[Callable[[RiskFacts], Reason | None], ...] = (
    _since,
    _gap_inspection,
    _gap_citizen,
    _rating,
    _complaints,
    _cases,
    _repeated,
    _overdue,
)
