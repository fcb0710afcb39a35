"""An index that others measured: what must hold of it."""

from dataclasses import dataclass
from decimal import Decimal

from registers.enums import IndexKind
from registers.rules.contents import YEARS

MOST_RANKED = 5_000


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """One agency's value of one index in one year, of at most ``scale``; the rank is of how many."""

    agency: int
    kind: str
    year: int
    value: Decimal
    scale: Decimal
    document: str
    rank: int | None = None
    ranked_of: int | None = None


def index_problems(facts: IndexFacts) -> dict[str, str]:
    """What is wrong by field; nothing when it may be kept."""
    wrong: dict[str, str] = {}
    if facts.kind not in IndexKind.values:
        wrong["kind"] = "Chọn một chỉ số trong danh sách."
    if facts.year not in range(2012, YEARS[-1] + 1):
        wrong["year"] = "Năm phải từ 2012, năm đầu tiên có chỉ số cải cách hành chính."
    if not 0 < facts.scale <= 1000:
        wrong["scale"] = "Thang điểm phải lớn hơn 0 và không quá 1.000."
    elif not 0 <= facts.value <= facts.scale:
        wrong["value"] = "Giá trị phải từ 0 đến mức cao nhất của thang điểm."
    if (facts.rank is None) != (facts.ranked_of is None):
        wrong["rank"] = "Ghi cả thứ hạng và số cơ quan được xếp hạng, hoặc bỏ trống cả hai."
    elif (
        facts.rank is not None
        and facts.ranked_of is not None
        and not 1 <= facts.rank <= facts.ranked_of <= MOST_RANKED
    ):
        wrong["rank"] = "Thứ hạng phải từ 1 đến số cơ quan được xếp hạng."
    if not facts.document:
        wrong["document"] = "Hãy ghi văn bản công bố."
    return wrong
