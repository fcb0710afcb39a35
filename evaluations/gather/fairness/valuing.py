"""Observations as values in [0, 1], and whether they are shortcomings, by the measure of their criterion."""

from collections.abc import Iterable
from functools import lru_cache

from evaluations.enums import Source
from evaluations.gather.sets import rule_of
from evaluations.models import Criterion
from evaluations.rules.conclusion import is_shortcoming
from evaluations.rules.fairness.agreement import Reading
from evaluations.rules.measures import line_for, read
from evaluations.rules.observing import Finding, entry_for


class Values:
    """The criteria that observations speak of, in one query; each (criterion, n, k) is worked out once."""

    def __init__(self, criteria: Iterable[int]) -> None:
        """Read the rules of these criteria."""
        rows = Criterion.objects.filter(pk__in=set(criteria)).select_related("group").order_by("pk")
        self._rules = {row.pk: rule_of(row) for row in rows}
        self.value = lru_cache(maxsize=None)(self._value)

    def _value(self, criterion_id: int, n: int, k: int) -> float:
        """The value of k of n in [0, 1] (S2); n at least 1."""
        numerator, denominator = read(line_for(self._rules[criterion_id], Source.INSPECTION), n, k)
        return numerator / denominator

    def reading(self, criterion_id: int, n: int, k: int, severity: str) -> Reading:
        """The same with whether it is a shortcoming."""
        entry = entry_for(self._rules[criterion_id])
        return Reading(self.value(criterion_id, n, k), is_shortcoming(entry, Finding(n, k, False, severity)))
