"""What citizens say about an agency in a month: sums of stars and of the eight ticks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from evaluations.enums import Source
from evaluations.models import Period
from evaluations.rules.inputs import SourceInput
from evaluations.rules.rounding import half_up
from evaluations.rules.set_rules import SetRules
from feedback.gather.released import released_totals


@dataclass(frozen=True, slots=True)
class CitizenVoice:
    """One agency's ratings: how many, their stars and the ticks of "4 xin" and "4 luôn" added up."""

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
            SourceInput(position, Source.CITIZEN.value, self.answers, sums[reads])
            for position, reads in _answered(rules)
        ]


@lru_cache(maxsize=64)
def _answered(rules: SetRules) -> tuple[tuple[int, str], ...]:
    """The criteria that citizens answer on the counter's page, and how."""
    return tuple(
        (rule.position, rule.params.citizen_reads)
        for rule in rules.criteria
        if rule.params.citizen_reads in ("stars", "xin", "luon")
    )


def gather_citizens(period: Period, agencies: Collection[int], *, today: date) -> dict[int, CitizenVoice]:
    """The month's ratings of these agencies as far as they may be told on ``today``; the others are missing.

    While the month runs these are whole batches of past days, when it is over all ratings from five on (S4).
    """
    told = released_totals(period.starts_on, period.ends_on, agencies, today=today)
    return {agency: CitizenVoice(*sums) for agency, sums in told.items()}
