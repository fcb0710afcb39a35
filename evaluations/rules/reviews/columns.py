"""The three columns of a form (own, manager, authority) and what each is worth in points of 100.

A person's points are the mean of their scores weighted by the points of the criteria that apply to them:

    points = 100 × Σ (max_points × score / 100) / Σ max_points, half up to 0.01

over the criteria with a score; what does not apply leaves the denominator (S4, S5), a bonus stands outside
(S7). They are a record of culture, never a grade by law.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluations.enums import AssessmentState
from evaluations.rules.assessments.reviewing import Change, Changes
from evaluations.rules.plan import plan_of
from evaluations.rules.rounding import from_cents, nearest
from evaluations.rules.set_rules import SetRules

Scores = Sequence[int | None]
MANAGED = (AssessmentState.MANAGED.value, AssessmentState.REVIEWED.value)
DECIDED = AssessmentState.REVIEWED.value


def weights_of(rules: SetRules) -> tuple[int, ...]:
    """Whole weights of the criteria asked of people, by position: units of points, 0 for a bonus."""
    plan = plan_of(rules)
    people = [rule for rule in rules.criteria if rule.is_for_people]
    return tuple(0 if rule.is_bonus else plan.criteria[rule.position].units for rule in people)


def with_changes(own: Scores, changes: Changes | None) -> tuple[int | None, ...]:
    """The person's scores with a head's put in the place of some."""
    if not changes:
        return tuple(own)
    found = list(own)
    for position, change in changes.items():
        found[int(position)] = change["score"]
    return tuple(found)


def points_in_cents(scores: Scores, weights: Sequence[int]) -> int | None:
    """A column's points in hundredths, half up; None where no criterion with points has a score."""
    above = below = 0
    for score, weight in zip(scores, weights, strict=False):
        if score is not None:
            above += weight * score
            below += weight
    return nearest(100 * above, below) if below else None


def points(scores: Scores, weights: Sequence[int]) -> Decimal | None:
    """As :func:`points_in_cents`, in points of 100 with two decimals."""
    cents = points_in_cents(scores, weights)
    return None if cents is None else from_cents(cents)


def mean_in_cents(scores: Iterable[int | None]) -> int | None:
    """The mean of whole numbers in hundredths, half up; what is None does not count."""
    given = [score for score in scores if score is not None]
    return nearest(100 * sum(given), len(given)) if given else None


def mean_of_cents(cents: Iterable[int | None]) -> int | None:
    """The mean of people's rounded points, in hundredths, half up; what is None does not count."""
    given = [one for one in cents if one is not None]
    return nearest(sum(given), len(given)) if given else None


@dataclass(frozen=True, slots=True)
class Columns:
    """What three people say of one month; None where that one has not spoken."""

    own: tuple[int | None, ...]
    manager: tuple[int | None, ...] | None
    authority: tuple[int | None, ...] | None

    @property
    def standing(self) -> tuple[int | None, ...]:
        """The scores that hold as things are: the authority's, else the manager's, else the person's."""
        return self.authority or self.manager or self.own


def columns_of(own: Scores, state: str, manager: Changes | None, authority: Changes | None) -> Columns:
    """The columns that count in a state: a manager's from "seen" on, the authority's once decided."""
    return Columns(
        tuple(own),
        with_changes(own, manager) if state in MANAGED and manager is not None else None,
        with_changes(own, authority) if state == DECIDED and authority is not None else None,
    )


def differences(before: Scores, changes: Changes | None, after: Changes) -> dict[str, Change]:
    """What ``after`` puts otherwise than ``changes`` did, both as differences from ``before``.

    A score set back to the person's own is named with that score and no reason: what the answer as a whole
    says is the reason.
    """
    standing: Mapping[str, Change] = changes or {}
    found: dict[str, Change] = {}
    for position in sorted({*standing, *after}, key=int):
        own = before[int(position)] or 0
        old = standing[position]["score"] if position in standing else own
        new = after.get(position, Change(score=own, reason=""))
        if new["score"] != old:
            found[position] = new
    return found


def patched(own: Scores, changes: Changes | None, patch: Changes) -> dict[str, Change]:
    """``changes`` with a later decision's put over them; what comes back to the own score is no change."""
    merged = {**(changes or {}), **patch}
    return {position: change for position, change in merged.items() if change["score"] != own[int(position)]}
