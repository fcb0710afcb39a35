"""The two visits of a comparison: what fell short then and now, as each counts."""

from dataclasses import dataclass

from evaluations.gather.follow_up.findings import counted, outcomes_of
from evaluations.gather.inspections import Checkpoint, check_groups, checkpoints
from evaluations.models import Inspection, Recommendation
from evaluations.rules.conclusion import in_words, is_shortcoming
from evaluations.rules.follow_up.comparison import Change, Compared, compare
from evaluations.rules.observing import Finding


@dataclass(frozen=True, slots=True)
class Side:
    """One visit as it counts, by criterion code; ``short`` is None where nothing counts."""

    points: dict[str, Checkpoint]
    counted: dict[str, Finding | None]

    @property
    def short(self) -> dict[str, bool | None]:
        """Whether each criterion falls short."""
        return {code: self._short(code) for code in self.points}

    def _short(self, code: str) -> bool | None:
        found = self.counted.get(code)
        if found is None or found.not_applicable:
            return None
        return is_shortcoming(self.points[code].entry, found)

    def words(self, code: str) -> str:
        """The result in words, "" where nothing counts."""
        found = self.counted.get(code)
        return in_words(self.points[code].entry, found) if found is not None else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Both visits, what changed, and the recommendations that the first one gave."""

    before: Side
    after: Side
    compared: list[Compared]
    recommendations: list[Recommendation]

    @property
    def changes(self) -> dict[str, Change]:
        """What became of each criterion, by code."""
        return {one.code: one.change for one in self.compared}

    def point(self, code: str) -> Checkpoint:
        """The criterion of a code in whichever visit looked at it."""
        return self.after.points.get(code) or self.before.points[code]


def side_of(inspection: Inspection) -> Side:
    """A visit as it counts."""
    points = {point.criterion.code: point for point in checkpoints(check_groups(inspection))}
    outcomes = outcomes_of(inspection)
    found = {
        code: counted(point.finding, outcomes.get(point.criterion.pk)) if point.finding else None
        for code, point in points.items()
    }
    return Side(points, found)


def pair_of(follow_up: Inspection) -> Pair | None:
    """A follow-up beside the visit it follows, None for a visit that follows none."""
    if follow_up.follows is None:
        return None
    before, after = side_of(follow_up.follows), side_of(follow_up)
    given = Recommendation.objects.filter(inspection=follow_up.follows).select_related("criterion", "owner")
    compared = compare(before.short, after.short)
    return Pair(before, after, compared, list(given.order_by("position")))


def suggested_change(recommendation: Recommendation) -> Change | None:
    """What the latest follow-up that was minuted says about the criterion of a recommendation, if any."""
    if recommendation.criterion is None:
        return None
    follow_up = (
        Inspection.objects.filter(follows=recommendation.inspection_id, minuted_at__isnull=False)
        .select_related("follows", "period", "follows__period")
        .order_by("-visited_on", "-created_at")
        .first()
    )
    pair = pair_of(follow_up) if follow_up else None
    return pair.changes.get(recommendation.criterion.code) if pair else None
