"""The answer before the details: an agency's month in three sentences, and its confidence in one."""

from decimal import Decimal

from core.numbers import format_points
from evaluations.rules.explaining.moving import movement_words
from evaluations.rules.explaining.outcome import GRADES, MARKS
from evaluations.rules.explaining.parts import CriterionPart, Explanation, GroupPart
from evaluations.rules.movement import Movement


def sentences(found: Explanation, before: str, moved: Movement | None, why_not: str) -> tuple[str, ...]:
    """What the score is, where it was won and lost, and why it moved since ``before``."""
    return (_figure(found), *_won_and_lost(found), _since(before, moved, why_not))


def _figure(found: Explanation) -> str:
    facts = found.facts
    month = facts.period[0].lower() + facts.period[1:]
    if found.total is None:
        return f"{facts.agency} chưa có dữ liệu nào trong {month}, nên chưa có điểm; đó không phải là điểm 0."
    said = f"Điểm {month} của {facts.agency} là {format_points(found.total)} trên {found.scale}"
    if found.provisional:
        return f"{said}, mới là điểm tạm tính vì còn thiếu dữ liệu."
    graded = f"{said}, xếp loại {GRADES.get(found.grade, found.grade)}"
    if facts.rank is None:
        return f"{graded}, chưa xếp hạng."
    return f"{graded}, hạng {facts.rank} trên {facts.ranked_of} cơ quan cùng nhóm."


def _won_and_lost(found: Explanation) -> list[str]:
    groups = [one for one in found.groups if one.points is not None and one.possible]
    if not groups:
        return []
    best = max(groups, key=_share)
    words = (
        f"Đạt cao nhất ở nhóm “{best.name}” "
        f"({format_points(best.points)} trên {format_points(best.possible)} điểm)"
    )
    worst = max(found.criteria, key=lost, default=None)
    if worst is None or lost(worst) <= 0:
        return [f"{words}; không tiêu chí nào mất điểm."]
    return [
        f"{words}; mất nhiều nhất ở tiêu chí {worst.code} “{worst.statement.rstrip('.')}” "
        f"(−{format_points(lost(worst))} điểm)."
    ]


def _share(group: GroupPart) -> Decimal:
    return (group.points or Decimal(0)) / group.possible


def lost(one: CriterionPart) -> Decimal:
    """Points that a criterion with data could still have brought."""
    return Decimal(0) if one.points is None else one.possible - one.points


def _since(before: str, moved: Movement | None, why_not: str) -> str:
    if moved is None:
        return why_not
    said = movement_words(moved)
    return f"So với {before[0].lower()}{before[1:]}, {said[0].lower()}{said[1:]}"


def confidence_words(found: Explanation) -> str:
    """The mark with what it means."""
    return f"Độ tin cậy {MARKS.get(found.confidence, found.confidence)}"
