"""Figures of the registers and of an agency's own papers, one per criterion that has any."""

from random import Random
from typing import NamedTuple

from .chance import hits, points
from .criteria import LEADER, Shape, shapes
from .qualities import Quality
from .records import AgencyRecord, AssessmentRecord, FactRecord
from .roster import Member

ON_TIME = "CQ-18"
# Criteria that speak of rare events; without any the criterion does not apply this month.
RARE = {
    "CQ-09": (6, "Không có kiến nghị đến hạn trong tháng."),
    "CQ-11": (3, "Không có vi phạm đã kết luận trong tháng."),
    "CQ-13": (5, "Không có hồ sơ trễ hẹn trong tháng."),
}
AT_COUNTERS = frozenset({"GT-05", "CQ-13", "CQ-16"})
NO_COUNTER = "Không trực tiếp giải quyết thủ tục hành chính."


class Office(NamedTuple):
    """What the draws depend on."""

    agency: AgencyRecord
    members: list[Member]
    quality: Quality
    rng: Random


def facts(office: Office, assessments: list[AssessmentRecord], *, whole_month: bool) -> list[FactRecord]:
    """The month's figures; CQ-18 is counted from the very assessments, once the month is over."""
    found = [_fact(office, shape) for shape in shapes() if shape.registered and shape.code != ON_TIME]
    if whole_month and office.members:
        done = sum(not form.is_late and form.review is not None for form in assessments)
        found.append(FactRecord(ON_TIME, len(office.members), done, False, ""))
    return found


def _fact(office: Office, shape: Shape) -> FactRecord:
    if shape.code in AT_COUNTERS and not office.agency.has_counter:
        return FactRecord(shape.code, 0, 0, True, NO_COUNTER)
    if shape.code in RARE:
        return _rare(office, shape)
    n, k = _counted(office, shape)
    return FactRecord(shape.code, n, k, False, "")


def _rare(office: Office, shape: Shape) -> FactRecord:
    most, why_not = RARE[shape.code]
    n = office.rng.randint(0, most)
    if not n:
        return FactRecord(shape.code, 0, 0, True, why_not)
    return FactRecord(shape.code, n, hits(office.rng, n, office.quality.true["CQ"]), False, "")


def _counted(office: Office, shape: Shape) -> tuple[int, int]:
    rng, good = office.rng, office.quality.true[shape.group]
    if shape.measure in ("levels", "count"):
        return points(shape.measure, good, rng)
    if shape.measure == "survey_mean":
        answers = max(3, len(office.members) // 4)
        return 5 * answers, hits(rng, 4 * answers, good) + answers
    if shape.measure == "yes_no" and shape.applies_to == "agency":
        return 1, hits(rng, 1, good)
    n = _population(office, shape)
    return n, hits(rng, n, good)


def _population(office: Office, shape: Shape) -> int:
    """How many there are to count: dossiers at counters, documents, or people."""
    if shape.code in ("TT-08", "GT-05", "CQ-16", "CQ-17"):
        return office.rng.randint(80, 420) if office.agency.has_counter else office.rng.randint(20, 90)
    if shape.code == "CQ-08":
        return office.rng.randint(1, 3)
    if shape.code == "DD-10":
        return max(1, sum(bool(member.applies & LEADER) for member in office.members))
    return max(1, len(office.members))
