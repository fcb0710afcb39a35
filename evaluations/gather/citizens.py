"""What citizens say about an agency in a month: sums of stars and of the eight ticks."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.db import connection

from evaluations.enums import Source
from evaluations.gather.narrowed import narrowed
from evaluations.models import Period
from evaluations.rules.inputs import SourceInput
from evaluations.rules.rounding import half_up
from evaluations.rules.set_rules import SetRules
from feedback.models import Rating
from feedback.models.ratings import COURTESIES

_BITS = [f"(courtesies >> {bit} & 1)" for bit in range(len(COURTESIES))]
_SUMS = f"""
SELECT agency_id, count(*), sum(stars), sum({" + ".join(_BITS[:4])}), sum({" + ".join(_BITS[4:])})
FROM {Rating._meta.db_table} WHERE {{where}} GROUP BY agency_id
"""  # noqa: S608 - built from code only


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


def gather_citizens(period: Period, agencies: Collection[int]) -> dict[int, CitizenVoice]:
    """The month's ratings of these agencies (naming them lets the index of agency and day be used)."""
    where, params = narrowed(
        "day >= %s AND day < %s", [period.starts_on, period.ends_on], "agency_id", agencies
    )
    with connection.cursor() as cursor:
        cursor.execute(_SUMS.format(where=where), params)
        return {agency_id: CitizenVoice(*map(int, sums)) for agency_id, *sums in cursor.fetchall()}
