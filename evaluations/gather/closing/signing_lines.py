"""The ladder of every agency of a period as a list shows it, by a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from agencies.gather.names import names_on
from agencies.models import AgencyVersion
from evaluations.enums import ObjectionState
from evaluations.gather.closing.signatures import Signatures, signatures_of
from evaluations.gather.closing.signing_people import headed_units
from evaluations.models import AgencyResult, Objection, Period, ResultPreview, SignOff
from evaluations.rules.closing.ladder import Rung, agency_rung, figure_rung, is_over, not_ready

HEAVY = ("breakdown", "values")
"""What a list of results never loads."""


class Moment(NamedTuple):
    """Whether the days for objections are over, and whether the period is closed."""

    over: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency's ladder: its result, its rungs, the newest signatures, what is open.

    ``units`` and ``units_signed`` count the units that somebody heads. ``why_not``: why Sở Nội vụ cannot
    sign yet, "" when it can.
    """

    result: AgencyResult
    agency: AgencyVersion
    units: int
    units_signed: int
    own: Rung
    home: Rung
    own_signature: SignOff | None
    home_signature: SignOff | None
    open_objections: int
    objections: int
    why_not: str

    @property
    def is_ready(self) -> bool:
        """Whether Sở Nội vụ may sign the present figure and has not yet."""
        return not self.why_not and self.home != Rung.SIGNED


def agency_lines(
    period: Period, results: Iterable[AgencyResult], preview: ResultPreview | None, today: date
) -> list[AgencyLine]:
    """The ladders of some results of one period, in order of names; four queries."""
    rows = {row.agency_id: row for row in results}
    over = preview is not None and is_over(preview.closes_on, today)
    moment = Moment(over, not period.is_open)
    signed = signatures_of(period, rows)
    names = names_on(rows, period.last_day)
    units = headed_units(list(rows), period.last_day, today)
    opened: Counter[int] = Counter()
    raised: Counter[int] = Counter()
    objections = Objection.objects.filter(period=period, agency__in=rows)
    for agency, state in objections.values_list("agency_id", "state"):
        raised[agency] += 1
        opened[agency] += state == ObjectionState.OPEN
    of_agency = Counter(unit.rated_agency_id for unit in units)
    signed_units = Counter(unit.rated_agency_id for unit in units if unit.agency_id in signed.unit)
    lines = [
        _line(rows[pk], version, (of_agency[pk], signed_units[pk]), signed, (opened[pk], raised[pk]), moment)
        for pk, version in names.items()
    ]
    return sorted(lines, key=lambda line: (line.agency.name_sort, line.agency.agency_id))


def _line(
    result: AgencyResult,
    version: AgencyVersion,
    units: tuple[int, int],
    signed: Signatures,
    objections: tuple[int, int],
    moment: Moment,
) -> AgencyLine:
    own, home = signed.agency.get(result.agency_id), signed.home.get(result.agency_id)
    own_total, home_total = own.total if own else None, home.total if home else None
    if moment.closed:
        # What a correction moves afterwards asks nobody to sign again.
        own_total, home_total = result.total, result.total
    above = agency_rung(own is not None, own_total, result.total, over=moment.over)
    return AgencyLine(
        result,
        version,
        *units,
        figure_rung(own is not None, own_total, result.total, over=moment.over),
        figure_rung(home is not None, home_total, result.total, over=False),
        own,
        home,
        *objections,
        not_ready(above, objections[0]),
    )
