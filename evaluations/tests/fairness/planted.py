"""Inspections made up from known strictness, to see whether it is found again."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from evaluations.rules.fairness.marks import Mark
from evaluations.rules.fairness.strictness import POINTS, Strictness


@dataclass(frozen=True)
class Planted:
    """Marks, and by how much of a value each person was made stricter."""

    marks: list[Mark]
    strict: Mapping[int, float]

    def truth(self) -> dict[int, float]:
        """What should be found, in points against the mean of all marks."""
        mean = sum(self.strict[mark.person] for mark in self.marks) / len(self.marks)
        return {person: POINTS * (strict - mean) for person, strict in self.strict.items()}

    def misses(self, rows: list[Strictness]) -> list[float]:
        """By how many points each figure shown is off."""
        truth = self.truth()
        return [row.adjusted - truth[row.person] for row in rows if row.adjusted is not None]


def plant(
    seed: int,
    *,
    people: int = 12,
    agencies: int = 30,
    visits: int = 90,
    criteria: int = 20,
    team: int = 3,
    hard: float = 0.08,
    day: float = 0.03,
    chance: float = 0.1,
) -> Planted:
    """A province of agencies that differ by ``hard``, days by ``day`` and single marks by ``chance`` (σ)."""
    dice = random.Random(seed)
    strict = {person: dice.gauss(0, 0.05) for person in range(people)}
    level = {agency: dice.gauss(0, hard) for agency in range(agencies)}
    usual = {criterion: dice.uniform(0.55, 0.95) for criterion in range(criteria)}
    marks = []
    for visit in range(visits):
        agency = visit % agencies
        members = dice.sample(range(people), team)
        mood = dice.gauss(0, day)
        for criterion in range(criteria):
            person = dice.choice(members)
            value = usual[criterion] + level[agency] - strict[person] + mood + dice.gauss(0, chance)
            marks.append(Mark(person, f"{visit:05}", agency, criterion, value))
    return Planted(marks, strict)
