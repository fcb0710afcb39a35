"""The quota meter: who stands where, against which denominator, in words that anyone can redo (S9).

It warns and never blocks. A group is one framework (NĐ 335, NĐ 233 …) and one kind of duty (those who lead,
those who do not) in one unit, as the decrees read: "cùng đơn vị, cùng nhóm nhiệm vụ tương đồng".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from core.numbers import format_percent
from evaluations.enums import Grade
from evaluations.rules.grades import QuotaCheck, check_quota, grade_of
from evaluations.rules.reviews.frameworks import Framework
from evaluations.rules.rounding import quotient
from evaluations.rules.set_rules import Quota

EXCELLENT, GOOD = Grade.EXCELLENT.value, Grade.GOOD.value
LEADERS, OTHERS = "Lãnh đạo, quản lý", "Không giữ chức vụ"
DENOMINATORS = {
    "good": "người tốt",
    "good_and_excellent": "người tốt và xuất sắc",
    "everyone": "người được xếp loại",
}


class Ranked(NamedTuple):
    """One person for the meter: kind of person, whether they lead, points of 100 as they stand, decided."""

    person_type: str
    leads: bool
    points: Decimal | None
    decided: bool


@dataclass(frozen=True, slots=True)
class Meter:
    """One group's figures. ``waiting`` have no points yet; ``decided`` of the ``ranked`` are final."""

    framework: Framework
    group: str
    excellent: int
    good: int
    ranked: int
    decided: int
    waiting: int
    check: QuotaCheck

    @property
    def kind(self) -> str:
        """The colour of the warning: ok, warn (an exception may allow it) or bad."""
        if not self.check.exceeded:
            return "ok"
        return "warn" if self.check.within_exception else "bad"

    @property
    def arithmetic(self) -> str:
        """The share and what is allowed, as on paper."""
        return arithmetic(self.framework.quota, self.check)

    @property
    def advice(self) -> str:
        """What the warning means; empty where nothing is exceeded."""
        return advice(self.framework.quota, self.check, self.excellent + self.good)

    def figures(self) -> dict[str, str | int]:
        """What an exception keeps of the moment it was recorded."""
        return {
            "group": self.group,
            "excellent": self.excellent,
            "good": self.good,
            "ranked": self.ranked,
            "denominator": self.check.denominator,
            "reads": self.framework.quota.denominator,
            "allowed": self.check.allowed,
            "cap": str(self.framework.quota.cap),
            "words": self.arithmetic,
        }


def meters(frameworks: Iterable[Framework], people: Iterable[Ranked]) -> list[Meter]:
    """The meters of every group that has somebody, leaders first."""
    listed = list(people)
    found = []
    for framework in frameworks:
        for leads, group in ((True, LEADERS), (False, OTHERS)):
            members = [one for one in listed if one.leads == leads and framework.is_about(one.person_type)]
            if members:
                found.append(_meter(framework, group, members))
    return found


def outside(frameworks: Iterable[Framework], people: Iterable[Ranked]) -> int:
    """How many people no framework speaks of (contract workers, elected officials …)."""
    known = list(frameworks)
    return sum(not any(framework.is_about(one.person_type) for framework in known) for one in people)


def _meter(framework: Framework, group: str, members: list[Ranked]) -> Meter:
    grades = [grade_of(one.points, framework.bands).grade for one in members if one.points is not None]
    excellent, good = grades.count(EXCELLENT), grades.count(GOOD)
    check = check_quota(
        framework.quota, excellent=excellent, good=good, everyone=len(grades), members=len(members)
    )
    return Meter(
        framework=framework,
        group=group,
        excellent=excellent,
        good=good,
        ranked=len(grades),
        decided=sum(one.decided for one in members if one.points is not None),
        waiting=len(members) - len(grades),
        check=check,
    )


def arithmetic(quota: Quota, check: QuotaCheck) -> str:
    """ "3 xuất sắc trên 12 người tốt = 25,00%; được 20% = 2 người"."""
    base = DENOMINATORS[quota.denominator]
    if check.share is None:
        share = f"{check.excellent} xuất sắc, chưa có {base} nào nên chưa có tỷ lệ"
    else:
        share = (
            f"{check.excellent} xuất sắc trên {check.denominator} {base} = {format_percent(check.share, 2)}"
        )
    return f"{share}; được {_per_cent(quota.cap)} = {check.allowed} người{_small(quota, check)}"


def advice(quota: Quota, check: QuotaCheck, both: int) -> str:
    """What to do about an excess, with the denominator that moves where the text reads so."""
    if not check.exceeded:
        return ""
    over = check.excellent - check.allowed
    words = f"Vượt {over} người."
    if quota.denominator == "good":
        left = both - check.allowed
        words += f" Nếu {over} người chuyển xuống “tốt”, mẫu số thành {left}: {check.allowed} trên {left}"
        if left:
            words += f" = {format_percent(quotient(check.allowed, left), 2)}"
        words += "."
    if quota.exception_cap is not None and check.within_exception:
        cap = _per_cent(quota.exception_cap)
        words += f" Còn trong mức đặc biệt {cap} nếu cấp có thẩm quyền cho phép."
    elif quota.exception_cap is not None:
        words += f" Vượt cả mức đặc biệt {_per_cent(quota.exception_cap)}."
    return words


def _per_cent(ratio: Decimal) -> str:
    return format_percent(ratio, 0 if ratio * 100 == int(ratio * 100) else 2)


def _small(quota: Quota, check: QuotaCheck) -> str:
    """Named where the allowance of a small group is what counts."""
    share = quota.cap * check.denominator
    if quota.small_allows and check.allowed == quota.small_allows and share < quota.small_allows:
        return f" (nhóm dưới {quota.small_below} người)"
    return ""
