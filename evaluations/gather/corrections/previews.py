"""A correction tried on the newest snapshot of its period: what would stand, and all that moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evaluations.gather.closing.frozen import frozen_of
from evaluations.models import Correction, CorrectionLine, Period, PeriodSnapshot
from evaluations.rules.closing.frozen import FrozenAgency, FrozenMonth, ScoredMonth, rescore
from evaluations.rules.corrections.applying import corrected, moves_between
from evaluations.rules.corrections.lines import Line, Said, adds, said_by, said_of
from evaluations.rules.set_rules import SetRules


@dataclass(frozen=True)
class Base:
    """The newest snapshot of a closed period with its frozen inputs read back."""

    snapshot: PeriodSnapshot
    month: FrozenMonth

    @cached_property
    def scored(self) -> ScoredMonth:
        """Its figures, computed anew from the frozen inputs: the same as stored, bit for bit (S16)."""
        return rescore(self.month, self.snapshot.rules_version)

    @cached_property
    def by_id(self) -> dict[int, FrozenAgency]:
        """The agencies of the month by id."""
        return {one.agency_id: one for one in self.month.agencies}

    def rules_of(self, agency: int) -> SetRules:
        """The rules by which the agency was scored; raises KeyError for one that is not in the month."""
        return self.month.sets[self.by_id[agency].set_key].rules

    def said(self, agency: int) -> dict[tuple[str, str], Said]:
        """What stands frozen of an agency by (criterion code, source)."""
        criteria = self.rules_of(agency).criteria
        found = said_by(self.by_id[agency].inputs)
        return {(criteria[position].code, source): one for (position, source), one in found.items()}


@dataclass(frozen=True)
class Tried:
    """A correction's lines in place: the month and its figures as they would be, and what moves."""

    month: FrozenMonth
    scored: ScoredMonth
    moves: dict[str, Any]


def newest_snapshot(period: Period) -> PeriodSnapshot | None:
    """The snapshot that stands, None while the period is open (one query)."""
    return period.snapshots.select_related("period").order_by("-revision").first()


def base_of(period: Period) -> Base | None:
    """The newest snapshot with its inputs, None while there is none (three queries)."""
    snapshot = newest_snapshot(period)
    return None if snapshot is None else Base(snapshot, frozen_of(snapshot))


def tried(base: Base, lines: Sequence[Line], *, adding: bool) -> Tried:
    """The lines on that base; raises LineMoved where what one corrects has moved meanwhile."""
    month = corrected(base.month, lines, adding=adding)
    scored = rescore(month, base.snapshot.rules_version)
    return Tried(month, scored, moves_between(base.month, base.scored, scored))


def lines_of(correction: Correction) -> list[Line]:
    """The lines of a stored correction, in order."""
    rows = CorrectionLine.objects.filter(correction=correction).order_by("agency", "criterion_code", "source")
    return [
        Line(row.agency_id, row.criterion_code, row.source, said_of(row.before), said_of(row.after), row.note)
        for row in rows
    ]


def tried_again(base: Base, correction: Correction, lines: Sequence[Line]) -> Tried:
    """A stored correction on the newest base."""
    return tried(base, lines, adding=adds(correction.origin))
