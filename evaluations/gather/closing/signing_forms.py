"""What the heads of units sign for: how many forms each unit owes, has sent and has decided."""

from collections import Counter
from collections.abc import Iterable

from agencies.models import AgencyVersion
from evaluations.enums import AssessmentState, Owing
from evaluations.gather.assessments.excused import all_lines, frozen_lines, is_frozen
from evaluations.models import Period, SelfAssessment
from evaluations.models.assessments import SENT_STATES
from evaluations.rules.closing.ladder import UnitForms


def unit_forms(period: Period, agency_id: int, units: Iterable[AgencyVersion]) -> dict[int, UnitForms]:
    """The counts of each of ``units`` of one agency; a unit's count covers the units under it.

    A form belongs where its owner's line stands, so the counts of disjoint units never share a person.
    """
    lines = frozen_lines(period, [agency_id]) if is_frozen(period) else all_lines(period, [agency_id])
    states = dict(
        SelfAssessment.objects.filter(period=period, agency=agency_id).values_list("staff_id", "state")
    )
    owed: Counter[int] = Counter()
    sent: Counter[int] = Counter()
    reviewed: Counter[int] = Counter()
    for one in lines:
        if one.line.owing != Owing.OWED:
            continue
        state = states.get(one.staff_id)
        owed[one.line.unit_id] += 1
        sent[one.line.unit_id] += state in SENT_STATES
        reviewed[one.line.unit_id] += state == AssessmentState.REVIEWED
    paths = _paths(period, owed)
    return {
        unit.agency_id: UnitForms(*(_under(unit, paths, counts) for counts in (owed, sent, reviewed)))
        for unit in units
    }


def _paths(period: Period, units: Iterable[int]) -> dict[int, str]:
    versions = AgencyVersion.objects.as_of(period.last_day).filter(agency__in=list(units))
    return dict(versions.values_list("agency_id", "path"))


def _under(unit: AgencyVersion, paths: dict[int, str], counts: Counter[int]) -> int:
    return sum(count for pk, count in counts.items() if f"/{unit.agency_id}/" in paths.get(pk, ""))
