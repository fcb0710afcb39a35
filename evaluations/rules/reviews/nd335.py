"""The culture part carried over to the common criteria of NĐ 335/2025: a proposal, the head decides.

The mapping is ours (domain.md §5, "Proposed mapping of culture groups into the NĐ 335 common criteria"); the
items and their points are those of QĐ 392/QĐ-BDTTG of 29/06/2026 built on NĐ 335/2025/NĐ-CP. What comes out
is no grade by law.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from evaluations.rules.reviews.columns import Scores
from evaluations.rules.rounding import from_cents, nearest
from evaluations.rules.set_rules import CriterionRule

DISCLAIMER = (
    "Đây là gợi ý từ kết quả văn hóa công vụ, không phải điểm xếp loại theo luật. "
    "Cấp có thẩm quyền quyết định điểm của từng tiêu chí chung."
)
SOURCE = (
    "Bảng đối chiếu do phần mềm đề xuất, chưa có văn bản nào ban hành; tiêu chí và điểm tối đa theo biểu của "
    "Quyết định 392/QĐ-BDTTG ngày 29/06/2026 xây dựng trên Nghị định 335/2025/NĐ-CP."
)


class How(StrEnum):
    """How a culture group speaks to an item."""

    SHARE = "share"
    CITIZENS = "citizens"
    INSPECTED = "inspected"
    CASES = "cases"


class Item(NamedTuple):
    """A common criterion with its most points; ``posts`` narrows it to (non-)contact posts."""

    code: str
    label: str
    points: Decimal
    counter: bool | None = None


class Link(NamedTuple):
    """One line of the mapping: a culture group, the item that it supports, and how."""

    group: str
    item: str
    how: How


ITEMS = (
    Item("I.1.4", "Đạo đức, lối sống; cần kiệm liêm chính", Decimal("0.5")),
    Item("I.1.5", "Không tham nhũng, hách dịch; không để người thân trục lợi", Decimal("0.5")),
    Item("I.1.7", "Thực hiện văn hóa công vụ: thái độ đúng mực, phong cách chuyên nghiệp", Decimal("0.5")),
    Item("I.2.1", "Chấp hành phân công của tổ chức", Decimal(2)),
    Item("I.2.2", "Thực hiện quy định, quy chế, nội quy", Decimal(2)),
    Item("I.2.3", "Kê khai, công khai tài sản, thu nhập", Decimal("0.5")),
    Item("I.2.4", "Báo cáo đầy đủ, trung thực", Decimal("0.5")),
    Item("II.3.1", "Trách nhiệm trong nghiên cứu, tham mưu", Decimal(1)),
    Item("II.3.2", "Cập nhật, ứng dụng kiến thức, công nghệ mới", Decimal(1)),
    Item("II.3.3", "Cầu thị, phối hợp tốt", Decimal("0.5")),
    Item("II.4.1", "Người dân, doanh nghiệp đánh giá tích cực", Decimal("1.25"), counter=True),
    Item("II.4.2", "Trách nhiệm, hợp tác, phối hợp liên thông", Decimal("1.25"), counter=False),
)
"""The items that culture supports, in the decree's order; its innovation and results are out of scope."""

MAPPING = (
    Link("DD", "I.1.4", How.CASES),
    Link("DD", "I.1.5", How.CASES),
    Link("GT", "I.1.7", How.SHARE),
    Link("TT", "I.2.1", How.SHARE),
    Link("TT", "I.2.2", How.SHARE),
    Link("TP", "I.2.2", How.INSPECTED),
    Link("DD", "I.2.3", How.CASES),
    Link("DD", "I.2.4", How.CASES),
    Link("TT", "II.3.1", How.SHARE),
    Link("TT", "II.3.2", How.SHARE),
    Link("TT", "II.3.3", How.SHARE),
    Link("GT", "II.4.1", How.CITIZENS),
    Link("GT", "II.4.2", How.SHARE),
)
HOW_WORDS = {
    How.SHARE: "Trừ theo phần điểm chưa đạt của nhóm",
    How.CITIZENS: "Theo điểm trung bình người dân chấm cơ quan",
    How.INSPECTED: "Tỷ lệ đạt khi kiểm tra cơ quan, để tham khảo",
    How.CASES: "Chỉ trừ khi có vụ việc đã xác minh; không tự trừ",
}


class Voice(NamedTuple):
    """A figure of the agency that stands beside the person's: value k of n, n = 0 for none."""

    n: int
    k: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A criterion of the person below full marks (0–100), with the head's reason if there is one."""

    code: str
    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One item for one person. ``deduction`` in points, None where the portal suggests none.

    ``ratio`` in per cent with two decimals is what it was worked out from; ``inspected`` the per cent that
    inspections of the agency found right, None where none bears on the item; ``evidence`` what fell short.
    """

    item: Item
    groups: tuple[str, ...]
    how: How
    ratio: Decimal | None
    deduction: Decimal | None
    inspected: Decimal | None
    evidence: tuple[Shortfall, ...]

    @property
    def suggested(self) -> Decimal | None:
        """The item's points less the deduction."""
        return None if self.deduction is None else self.item.points - self.deduction

    @property
    def how_words(self) -> str:
        """How it was worked out."""
        return HOW_WORDS[self.how]


def suggest(
    rules: Sequence[CriterionRule],
    weights: Sequence[int],
    scores: Scores,
    reasons: Mapping[int, str],
    *,
    counter: bool,
    citizens: Voice,
    inspected: Mapping[str, Voice],
) -> list[Suggestion]:
    """What the person's decided ``scores`` suggest for each item that applies to the post, in order.

    share:     deduction = max × (1 − Σ weight × score / Σ weight × 100) over the groups' criteria
    citizens:  the same with (mean − 1) / 4 of the agency's 1–5 mean (k the sum of stars, n the answers)
    inspected: none of its own; k of n that inspections of the agency found right stands beside it
    cases:     none; what falls short is listed for the head to judge
    """
    found = []
    for item in ITEMS:
        if item.counter is not None and item.counter != counter:
            continue
        links = [link for link in MAPPING if link.item == item.code]
        how = links[0].how
        of_ratio = _places(rules, weights, [link.group for link in links if link.how is how])
        every = _places(rules, weights, [link.group for link in links])
        above, below = _ratio(how, of_ratio, weights, scores, citizens)
        seen = [inspected.get(link.group, Voice(0, 0)) for link in links if link.how is How.INSPECTED]
        cents = int(item.points * 100)
        deducts = below > 0 and how is not How.CASES
        found.append(
            Suggestion(
                item=item,
                groups=tuple(link.group for link in links),
                how=how,
                ratio=_per_cent(above, below),
                deduction=from_cents(nearest(cents * (below - above), below)) if deducts else None,
                inspected=_per_cent(sum(one.k for one in seen), sum(one.n for one in seen)),
                evidence=tuple(_short(rules, every, scores, reasons)),
            )
        )
    return found


def _places(rules: Sequence[CriterionRule], weights: Sequence[int], groups: Sequence[str]) -> list[int]:
    """The positions with points of people's criteria in some groups."""
    people = rules[: len(weights)]
    return [rule.position for rule in people if rule.group in groups and weights[rule.position]]


def _per_cent(above: int, below: int) -> Decimal | None:
    return from_cents(nearest(10_000 * above, below)) if below else None


def _ratio(
    how: How, places: Sequence[int], weights: Sequence[int], scores: Scores, citizens: Voice
) -> tuple[int, int]:
    if how is How.CITIZENS:
        return citizens.k - citizens.n, 4 * citizens.n
    pairs = [(weights[at], scores[at]) for at in places if scores[at] is not None]
    return sum(weight * (score or 0) for weight, score in pairs), 100 * sum(weight for weight, _ in pairs)


def _short(
    rules: Sequence[CriterionRule], places: Sequence[int], scores: Scores, reasons: Mapping[int, str]
) -> list[Shortfall]:
    found = []
    for at in places:
        score = scores[at]
        if score is not None and score < 100:
            found.append(Shortfall(rules[at].code, score, reasons.get(at, "")))
    return found
