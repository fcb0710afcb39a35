"""The people of the units a head leads, with what each owes in a month and what became of it.

A head's people are a few hundred, so the rule judges each of them; the number of statements is constant.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.models import AgencyVersion, Posting, StaffMember, User
from agencies.models.dated import overlapping
from agencies.models.scope import scope_of
from core import clock
from core.text import fold
from evaluations.enums import AssessmentState, Owing
from evaluations.gather.assessments.excused import PersonLine, all_lines, frozen_lines, is_frozen
from evaluations.gather.owing.province import Tally
from evaluations.models import Period, SelfAssessment
from evaluations.models.assessments import SENT_STATES, led_units


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One person and agency in a month. ``state`` is None where nothing was begun or nothing is owed.

    ``where_to`` names where a person stands instead who moved away or was lent; ``submitted_on`` is the day
    in Vietnam.
    """

    staff: StaffMember
    agency_id: int
    unit_id: int
    unit_name: str
    owing: Owing
    working_days: int
    form_id: object
    state: str | None
    submitted_on: date | None
    is_late: bool
    where_to: str

    @property
    def is_sent(self) -> bool:
        """Whether the form was handed in and stands."""
        return self.state in SENT_STATES

    @property
    def is_missing(self) -> bool:
        """Whether a form is owed that was not handed in."""
        return self.owing == Owing.OWED and not self.is_sent


def units_led(user: User, period: Period) -> dict[int, AgencyVersion]:
    """The units that stood under the user's roles in the period, as they were last seen in it (one query)."""
    reach = led_units(scope_of(user, clock.today()))
    versions = AgencyVersion.objects.filter(overlapping(period.starts_on, period.ends_on)).filter(reach)
    return {version.agency_id: version for version in versions.order_by("starts_on", "pk")}


def rows_under(user: User, period: Period) -> list[OwedRow]:
    """Everyone who held a post under the user in the period, people in the order of given names."""
    units = units_led(user, period)
    rated = {version.rated_agency_id for version in units.values() if version.rated_agency_id}
    if not rated:
        return []
    lines = frozen_lines(period, rated) if is_frozen(period) else all_lines(period, rated)
    return _rows(period, [one for one in lines if one.line.unit_id in units], units)


def _rows(period: Period, lines: list[PersonLine], units: dict[int, AgencyVersion]) -> list[OwedRow]:
    people = StaffMember.objects.in_bulk({one.staff_id for one in lines})
    agencies = {one.line.agency_id for one in lines}
    forms = {
        (agency, staff): (pk, state, sent)
        for pk, agency, staff, state, sent in SelfAssessment.objects.filter(
            period=period, agency__in=agencies
        ).values_list("pk", "agency_id", "staff_id", "state", "submitted_at")
    }
    away = _standing_elsewhere(period, lines)
    rows = []
    for one in lines:
        line = one.line
        owed = line.owing == Owing.OWED
        form, state, sent = forms.get((line.agency_id, one.staff_id), (None, None, None))
        sent_on = clock.local_day(sent) if sent and state in SENT_STATES else None
        rows.append(
            OwedRow(
                staff=people[one.staff_id],
                agency_id=line.agency_id,
                unit_id=line.unit_id,
                unit_name=units[line.unit_id].short_name,
                owing=line.owing,
                working_days=line.working_days,
                form_id=form if owed else None,
                state=state if owed else None,
                submitted_on=sent_on if owed else None,
                is_late=owed and sent_on is not None and sent_on > period.self_due_on,
                where_to=away.get((one.staff_id, line.agency_id), ""),
            )
        )
    return sorted(rows, key=lambda row: (row.staff.name_sort, row.staff.code, row.agency_id))


def _standing_elsewhere(period: Period, lines: Iterable[PersonLine]) -> dict[tuple[int, int], str]:
    """Where those stand on the last day who moved away or are lent, by person and agency left."""
    gone = [one for one in lines if one.line.owing in (Owing.MOVED_AWAY, Owing.SECONDED_AWAY)]
    on = period.last_day
    posts = Posting.objects.as_of(on).filter(staff__in={one.staff_id for one in gone})
    seats: dict[int, list[int]] = defaultdict(list)
    for staff, agency in posts.order_by("pk").values_list("staff_id", "agency_id"):
        seats[staff].append(agency)
    held = {agency for found in seats.values() for agency in found}
    units = {one.agency_id: one for one in AgencyVersion.objects.as_of(on).filter(agency__in=held)}
    rated = {one.rated_agency_id for one in units.values() if one.rated_agency_id}
    names = dict(
        AgencyVersion.objects.as_of(on).filter(agency__in=rated).values_list("agency_id", "short_name")
    )
    found: dict[tuple[int, int], str] = {}
    for one in gone:
        for agency in seats[one.staff_id]:
            unit = units.get(agency)
            if unit is not None and unit.rated_agency_id != one.line.agency_id:
                name = names.get(unit.rated_agency_id or 0, unit.short_name)
                found[one.staff_id, one.line.agency_id] = name
                break
    return found


def tally_of(rows: Iterable[OwedRow]) -> Tally:
    """The counts of some rows."""
    tally = Tally()
    for row in rows:
        if row.owing != Owing.OWED:
            tally.excused[row.owing] += 1
            continue
        tally.owed += 1
        tally.sent += row.is_sent
        tally.late += row.is_late
        tally.returned += row.state == AssessmentState.RETURNED
        tally.begun += row.state == AssessmentState.DRAFT
    return tally


def named(rows: Iterable[OwedRow], words: str) -> list[OwedRow]:
    """The rows whose person's name or code holds every word, accents and case apart."""
    wanted = fold(words).split()
    return [
        row
        for row in rows
        if all(word in row.staff.name_folded or word in row.staff.code.lower() for word in wanted)
    ]
