"""The voices about one agency's month side by side, criterion by criterion (S13; FEATURES 68, 71).

A voice is absent (None) where it said nothing: that is no zero. It is hidden where so few people stand behind
it that one of them could be found.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from evaluations.enums import Measure, Source
from evaluations.rules.results import LAPSED, TOO_FEW, CriterionScore, SourceScore
from evaluations.rules.rounding import half_up
from evaluations.rules.set_rules import CriterionRule, SetRules

LEAST_PEOPLE = 5
"""Forms behind a voice of people before it is shown."""
OF_PEOPLE = frozenset({Source.SELF_ASSESSMENT.value, Source.REVIEW.value, Source.CITIZEN.value})
SELF, HEAD = Source.SELF_ASSESSMENT.value, Source.REVIEW.value
INSPECTION, CITIZEN = Source.INSPECTION.value, Source.CITIZEN.value
THREE = (SELF, INSPECTION, CITIZEN)


class Voice(NamedTuple):
    """What one source says of a criterion: ``points`` of 100 (two decimals), and n behind it.

    ``points`` None with ``n`` above 0 is hidden (``is_few``) or too old (``is_old``).
    """

    n: int
    points: Decimal | None
    is_few: bool = False
    is_old: bool = False


class Line(NamedTuple):
    """One criterion with the voices that said anything, by source."""

    position: int
    voices: dict[str, Voice]

    def points(self, source: str) -> Decimal | None:
        """What a voice says, None where it is absent, hidden or too old."""
        voice = self.voices.get(source)
        return voice.points if voice is not None else None

    def difference(self, one: str, other: str) -> Decimal | None:
        """``one`` minus ``other`` in points of 100; None unless both speak."""
        mine, theirs = self.points(one), self.points(other)
        return None if mine is None or theirs is None else mine - theirs


class Shared(NamedTuple):
    """Several voices on the criteria of which all of them speak, weighted by points; n by voice."""

    criteria: int
    points: dict[str, Decimal]
    n: dict[str, int]


def lines(rules: SetRules, criteria: Sequence[CriterionScore]) -> list[Line]:
    """Every criterion of which anybody spoke, in the set's order."""
    found = []
    for score in criteria:
        rule = rules.criteria[score.position]
        voices = {one.source: _voice(rule, one) for one in score.sources if one.n and _is_view(rule, one)}
        if voices:
            found.append(Line(score.position, voices))
    return found


def _is_view(rule: CriterionRule, one: SourceScore) -> bool:
    """Citizens' cases are counted, not rated: no view that could stand beside another."""
    return not (one.source == CITIZEN and rule.params.citizen_reads == "cases")


def _voice(rule: CriterionRule, one: SourceScore) -> Voice:
    few = one.status == TOO_FEW or (_is_of_people(rule, one.source) and one.n < LEAST_PEOPLE)
    old = one.status == LAPSED
    n = one.n // 5 if _is_of_ballots(rule, one.source) else one.n
    return Voice(n, None if few or old else half_up(100 * one.value), few, old)


def _is_of_ballots(rule: CriterionRule, source: str) -> bool:
    """Whether n is the highest marks possible, five for each ballot of a survey (S2)."""
    return rule.measure == Measure.SURVEY_5 and source == Source.REGISTER


def _is_of_people(rule: CriterionRule, source: str) -> bool:
    """Whether single people stand behind the voice; an agency's own criteria are answered by nobody."""
    return source in OF_PEOPLE and (rule.is_for_people or source == CITIZEN)


def shared(rules: SetRules, found: Sequence[Line], sources: Sequence[str] = THREE) -> Shared | None:
    """The voices on common ground; None where there is none, or no points on it."""
    common = [line for line in found if all(line.points(source) is not None for source in sources)]
    weights = [rules.criteria[line.position].max_points for line in common]
    whole = sum(weights, Decimal(0))
    if not whole:
        return None
    points, counts = {}, {}
    for source in sources:
        pairs = zip(weights, common, strict=True)
        points[source] = half_up(
            sum((weight * (line.points(source) or 0) for weight, line in pairs), Decimal(0)) / whole
        )
        counts[source] = sum(line.voices[source].n for line in common)
    return Shared(len(common), points, counts)
