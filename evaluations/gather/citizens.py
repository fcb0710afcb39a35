"""What citizens say about an agency in a month: sums of stars and of the eight ticks."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from evaluations.enums import Source
from evaluations.models import Period
from evaluations.rules.inputs import SourceInput
from evaluations.rules.rounding import half_up
from evaluations.rules.set_rules import SetRules
from feedback.models import Rating


@dataclass(frozen=True, slots=True)
class CitizenVoice:
    """One agency's ratings: how many, their stars and ticks added up."""

    answers: int
    stars: int
    asked: int
    always: int

    @property
    def mean(self) -> Decimal | None:
        """The mean of the stars, 1–5, half up to 0.01."""
        return half_up(Decimal(self.stars) / self.answers) if self.answers else None

    def inputs(self, rules: SetRules) -> list[SourceInput]:
        """One input for each criterion that citizens answer by stars or ticks."""
        sums = {"stars": self.stars, "xin": self.asked, "luon": self.always}
        return [
            SourceInput(rule.position, Source.CITIZEN.value, self.answers, sums[rule.params.citizen_reads])
            for rule in rules.criteria
            if rule.params.citizen_reads in sums
        ]


def gather_citizens(period: Period, only: Collection[int] | None = None) -> dict[int, CitizenVoice]:
    """The month's ratings by rated agency."""
    ratings = Rating.objects.between(period.starts_on, period.ends_on)
    if only is not None:
        ratings = ratings.filter(agency_id__in=list(only))
    return {agency_id: CitizenVoice(*sums) for agency_id, *sums in ratings.sums_by_agency()}
