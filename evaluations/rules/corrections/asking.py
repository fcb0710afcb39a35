"""What is wrong with a correction before it is asked: words a person can act on, by line."""

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


def trouble_of(rule: CriterionRule, line: Line) -> str:
    """Why a line cannot be asked, "" for nothing."""
    if line.before == line.after:
        return SAME
    if not rule.weights.get(line.source):
        return NOT_HEARD.format(code=rule.code)
    if line.after is None:
        return ""
    if line.after.n < 1:
        return NO_COUNT
    most = most_k(rule, line.source, line.after.n)
    return TOO_MANY.format(most=most) if most is not None and line.after.k > most else ""
