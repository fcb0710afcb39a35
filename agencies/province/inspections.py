"""Inspections of a month: who came, the head-count, and k of n for what was looked at."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from .chance import hits, points
from .criteria import UNIFORM, Shape, shapes
from .days import at, working_days
from .qualities import Quality
from .records import AgencyRecord, HeadcountRecord, InspectionRecord, ObservationRecord
from .roster import Member

MODES = ("planned", "unannounced", "thematic", "follow_up")
MODE_WEIGHTS = (55, 30, 10, 5)
TOPICS = {
    "planned": "Kiểm tra công vụ theo kế hoạch năm",
    "unannounced": "Kiểm tra đột xuất kỷ luật, kỷ cương hành chính",
    "thematic": "Kiểm tra chuyên đề văn hóa công vụ",
    "follow_up": "Phúc tra việc khắc phục kiến nghị",
}
LARGEST_ROSTER = 60
POINT_MEASURES = frozenset({"scale", "levels", "count", "bonus"})
CRITICAL_CODE = "DD-07"
EXCUSES = (
    ("on_duty_away", 0.02),
    ("in_meeting", 0.02),
    ("at_grassroots", 0.025),
    ("on_leave", 0.02),
    ("sick", 0.008),
    ("maternity", 0.012),
)


class Visit(NamedTuple):
    """What the draws of one inspection depend on."""

    agency: AgencyRecord
    quality: Quality
    mode: str
    headcount: HeadcountRecord
    uniforms: bool
    topic_group: str
    rng: Random


def inspect(
    agency: AgencyRecord,
    members: list[Member],
    quality: Quality,
    month: date,
    inspectors: tuple[str, ...],
    number: int,
    rng: Random,
) -> list[InspectionRecord]:
    """At most one concluded inspection of the agency in the month; ``number`` makes its order number."""
    if not members or rng.random() >= quality.inspections:
        return []
    days = working_days(month)
    day = rng.choice(days[:-4])
    mode = "unannounced" if quality.critical else rng.choices(MODES, MODE_WEIGHTS)[0]
    visit = Visit(
        agency,
        quality,
        mode,
        _headcount(members, quality, rng),
        any(member.applies & UNIFORM for member in members),
        rng.choice(("TT", "GT", "DD", "TP")),
        rng,
    )
    observations = tuple(_observe(visit, shape) for shape in shapes() if _looked_at(visit, shape))
    return [
        InspectionRecord(
            key=f"{agency.key}:{month:%Y-%m}",
            agency_key=agency.key,
            mode=mode,
            order_number=f"{number:03d}-{month:%m}/QĐ-SNV",
            topic=TOPICS[mode],
            started_at=at(day, rng.choice((7, 8, 9, 13, 14)), rng.choice((5, 15, 30, 45))),
            concluded_at=at(day + timedelta(days=rng.choice((0, 1, 2))), 16, 30),
            team=tuple(rng.sample(inspectors, min(3, len(inspectors)))),
            headcount=visit.headcount,
            observations=observations,
            conclusion=_conclusion(observations),
            is_critical=quality.critical,
        )
    ]


def _headcount(members: list[Member], quality: Quality, rng: Random) -> HeadcountRecord:
    roster = min(len(members), rng.randint(25, LARGEST_ROSTER))
    excused = {reason: hits(rng, roster, chance) for reason, chance in EXCUSES}
    unexcused = hits(rng, roster, (1 - quality.true["TT"]) * 0.12)
    present = roster - sum(excused.values()) - unexcused
    if present < 0:
        return HeadcountRecord(roster, roster, 0, 0, 0, 0, 0, 0, 0)
    return HeadcountRecord(roster=roster, present=present, unexcused=unexcused, **excused)


def _looked_at(visit: Visit, shape: Shape) -> bool:
    if not shape.inspected:
        return False
    if visit.quality.critical and shape.code == CRITICAL_CODE:
        return True
    if shape.applies_to == "counter" and not visit.agency.has_counter:
        return False
    if shape.applies_to == "uniform" and not visit.uniforms:
        return False
    if shape.code in ("TT-04", "TT-05"):
        return True
    if visit.mode == "thematic":
        return shape.group == visit.topic_group
    if visit.mode != "planned" and (shape.group == "CQ" or shape.applies_to == "leaders"):
        return False
    return visit.rng.random() < (0.92 if visit.mode == "planned" else 0.7)


def _observe(visit: Visit, shape: Shape) -> ObservationRecord:
    if visit.quality.critical and shape.code == CRITICAL_CODE:
        note = "Nhận tiền ngoài quy định của người bệnh, đã lập biên bản; chuyển cơ quan có thẩm quyền."
        return ObservationRecord(shape.code, 12, 1, "critical", note)
    n, k = _counted(visit, shape)
    severity = _severity(shape.measure, n, k)
    return ObservationRecord(shape.code, n, k, severity, _note(shape.measure, n, k, severity))


def _counted(visit: Visit, shape: Shape) -> tuple[int, int]:
    rng, good = visit.rng, visit.quality.true[shape.group]
    roster, unexcused = visit.headcount.roster, visit.headcount.unexcused
    if shape.code == "TT-04":
        return roster, roster - unexcused
    if shape.code == "TT-05":
        return roster, unexcused
    if shape.measure in POINT_MEASURES:
        return points(shape.measure, good, rng)
    match shape.measure:
        case "count_deduct":
            n = rng.randint(15, 40)
            return n, hits(rng, n, (1 - good) * 0.12)
        case "deduction":
            # Bribes are found once, where they are planted; a common chance would cap grades everywhere.
            cases = 0 if shape.code == CRITICAL_CODE else hits(rng, 3, (1 - good) * 0.12)
            return rng.randint(6, 12), cases
        case "yes_no":
            return 1, hits(rng, 1, good)
        case "checklist":
            return 8, hits(rng, 8, good)
    n = 5 if shape.code == "GT-06" else rng.randint(8, 24)
    return n, hits(rng, n, good)


def _severity(measure: str, n: int, k: int) -> str:
    if measure == "bonus":
        return "none"
    bad = k / n if measure in ("count_deduct", "deduction") else 1 - k / n
    major, minor = (0.15, 0.0) if measure in ("count_deduct", "deduction") else (0.5, 0.2)
    if measure == "yes_no":
        major = 1.0
    return "major" if bad > major else "minor" if bad > minor else "none"


def _note(measure: str, n: int, k: int, severity: str) -> str:
    if severity == "none":
        return ""
    if measure == "count_deduct":
        return f"Ghi nhận {k} lượt vi phạm trên {n} người, lượt quan sát; đã nhắc nhở tại chỗ."
    if measure == "deduction":
        return f"{k} vụ việc đã xác minh, ghi trong biên bản."
    if measure == "yes_no":
        return "Chưa xuất trình được hồ sơ, văn bản."
    if measure in POINT_MEASURES:
        return f"Đạt {k} trên {n} điểm, mức; đề nghị bổ sung hồ sơ."
    return f"{n - k} trên {n} trường hợp chưa đạt, đề nghị chấn chỉnh."


def _conclusion(observations: tuple[ObservationRecord, ...]) -> str:
    found = sum(observation.severity != "none" for observation in observations)
    if any(observation.severity == "critical" for observation in observations):
        return "Có vi phạm đặc biệt nghiêm trọng; đề nghị xử lý theo quy định và không xếp loại tốt trong kỳ."
    if not found:
        return "Đơn vị chấp hành tốt; không có kiến nghị."
    return f"Đơn vị cơ bản chấp hành; còn {found} nội dung phải khắc phục trong 15 ngày làm việc."
