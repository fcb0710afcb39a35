"""The counts of every agency's month: owed, sent, late, missing, and who is excused, in six statements."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, Q

from agencies.gather.names import names_on
from agencies.models import AgencyVersion
from evaluations.enums import AssessmentState, Owing
from evaluations.gather.assessments.excused import excused_lines
from evaluations.gather.owing.sent import is_late
from evaluations.gather.rated import rated_agencies
from evaluations.gather.unowed import unowed_forms
from evaluations.models import Period, SelfAssessment
from evaluations.models.assessments import SENT_STATES


@dataclass(slots=True)
class Tally:
    """Forms of a group of people: ``owed`` = ``sent`` + ``returned`` + ``begun`` + what was not begun.

    ``late`` are among the sent. ``excused`` counts those who owe none, by reason.
    """

    owed: int = 0
    sent: int = 0
    late: int = 0
    returned: int = 0
    begun: int = 0
    excused: Counter[str] = field(default_factory=Counter)

    @property
    def missing(self) -> int:
        """Forms that are owed and not handed in."""
        return self.owed - self.sent

    @property
    def rate(self) -> float | None:
        """The share sent, in [0, 1]; None where nobody owes a form."""
        return self.sent / self.owed if self.owed else None

    def add(self, other: "Tally") -> None:
        """Take another group in."""
        for name in ("owed", "sent", "late", "returned", "begun"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.excused.update(other.excused)


@dataclass(frozen=True, slots=True)
class AgencyTally:
    """One agency, as it was called on the period's last day, with its counts."""

    agency: AgencyVersion
    tally: Tally


def province_tallies(period: Period) -> list[AgencyTally]:
    """Every rated agency's counts, in the order of names; forms of people who owe none are left out."""
    excused = excused_lines(period)
    owed = {one.agency_id: one.headcount for one in rated_agencies(period, None, excused)}
    tallies: dict[int, Tally] = defaultdict(Tally)
    for agency, count in owed.items():
        tallies[agency].owed = count
    _count_forms(period, unowed_forms(period, excused, states=tuple(AssessmentState)), tallies)
    for one in excused:
        tallies[one.line.agency_id].excused[one.line.owing] += 1
    names = names_on(owed, period.last_day)
    found = [AgencyTally(version, tallies[pk]) for pk, version in names.items()]
    return sorted(found, key=lambda one: (one.agency.name_sort, one.agency.agency_id))


def _count_forms(period: Period, without: Collection[object], tallies: dict[int, Tally]) -> None:
    sent = Q(state__in=SENT_STATES)
    counts = (
        SelfAssessment.objects.filter(period=period)
        .exclude(pk__in=without)
        .order_by()
        .values_list("agency")
        .annotate(
            sent=Count("pk", filter=sent),
            late=Count("pk", filter=sent & is_late(period)),
            returned=Count("pk", filter=Q(state=AssessmentState.RETURNED)),
            begun=Count("pk", filter=Q(state=AssessmentState.DRAFT)),
        )
    )
    for agency, sent_count, late, returned, begun in counts:
        tally = tallies[agency]
        tally.sent, tally.late, tally.returned, tally.begun = sent_count, late, returned, begun


REASONS = tuple(owing for owing in Owing if owing != Owing.OWED)
"""The reasons for owing none, in the order of every table."""
