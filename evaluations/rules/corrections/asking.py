"""What is wrong with a correction before it is asked: words a person can act on, by line."""

from core.small_counts import LEAST
from evaluations.enums import Source
from evaluations.rules.corrections.lines import Line
from evaluations.rules.measures import PLAIN_SHARES, VIOLATIONS
from evaluations.rules.set_rules import CriterionRule

SAME = "Số liệu mới giống số đã chốt. Hãy sửa hoặc bỏ dòng này."
NOT_HEARD = (
    "Bộ tiêu chí không tính nguồn này cho tiêu chí {code}, nên điều chỉnh không đổi điểm. Hãy bỏ dòng."
)
NO_COUNT = "Đã xem (n) phải từ 1 trở lên. Nếu không có số liệu, hãy chọn “Vắng mặt”."
TOO_MANY = "Được (k) không được lớn hơn {most}."
FEW_CITIZENS = (
    "Chênh lệch dưới {least} lượt của người dân làm lộ từng người đã đánh giá gì. Hãy điều chỉnh gộp từ "
    "{least} lượt trở lên, hoặc bỏ dòng."
)
RATINGS = ("stars", "xin", "luon")
PEOPLE = (Source.SELF_ASSESSMENT.value, Source.REVIEW.value)


def most_k(rule: CriterionRule, source: str, n: int) -> int | None:
    """The largest k that n allows (S2); None where cases are counted, which have no upper end."""
    if source in PEOPLE and rule.is_for_people:
        return 100 * n
    if source == Source.CITIZEN and rule.params.citizen_reads:
        return {"stars": 5 * n, "xin": 4 * n, "luon": 4 * n}.get(rule.params.citizen_reads, n)
    if rule.measure in VIOLATIONS and rule.measure not in PLAIN_SHARES:
        return None
    return n


def _tells_a_citizen(rule: CriterionRule, line: Line) -> bool:
    """Whether before and after differ by so few answers that single ones can be told (DESIGN §6.7)."""
    if line.source != Source.CITIZEN or rule.params.citizen_reads not in RATINGS:
        return False
    before, after = (said.n if said else 0 for said in (line.before, line.after))
    return 0 < abs(after - before) < LEAST


def trouble_of(rule: CriterionRule, line: Line) -> str:
    """Why a line cannot be asked, "" for nothing."""
    if line.before == line.after:
        return SAME
    if not rule.weights.get(line.source):
        return NOT_HEARD.format(code=rule.code)
    if _tells_a_citizen(rule, line):
        return FEW_CITIZENS.format(least=LEAST)
    if line.after is None:
        return ""
    if line.after.n < 1:
        return NO_COUNT
    most = most_k(rule, line.source, line.after.n)
    return TOO_MANY.format(most=most) if most is not None and line.after.k > most else ""
