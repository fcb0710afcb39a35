"""What the portal itself knows of an agency for bands' conditions (S9) and lines of bonus and deduction (S7).

A criteria set names these codes in its settings; ``gather.facts`` has the function behind each. A condition
that names none is answered by a criterion of the set, or by a person: it stays "cần xác nhận".
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from evaluations.rules.blending import Blend
from evaluations.rules.inputs import Adjustment
from evaluations.rules.set_rules import SetRules

FINDINGS_REMEDIED, NO_DISCIPLINE, DOSSIERS_ON_TIME = "findings_remedied", "no_discipline", "dossiers_on_time"
DISCIPLINE, BREACH, AWARD, GOOD_PRACTICE = "discipline", "breach", "award", "good_practice"

FACTS: Mapping[str, str] = {
    FINDINGS_REMEDIED: "Mọi kiến nghị sau kiểm tra đã đến hạn đều được khắc phục và xác nhận",
    NO_DISCIPLINE: "Sổ xử lý vi phạm của kỳ có mục đã xác nhận, không mục nào là kỷ luật từ khiển trách",
    DOSSIERS_ON_TIME: "Mọi hồ sơ, nhiệm vụ đến hạn trong sổ của kỳ đều xong đúng hạn",
}
"""Yes-or-no facts, by code."""

COUNTS: Mapping[str, str] = {
    DISCIPLINE: "Quyết định kỷ luật từ khiển trách trở lên, đã xác nhận",
    BREACH: "Vi phạm đã kết luận, đã xác nhận",
    AWARD: "Khen thưởng, danh hiệu đã xác nhận",
    GOOD_PRACTICE: "Mô hình hay đã xác nhận",
}
"""Facts that are counted, each case a line of its own, by code."""


class Case(NamedTuple):
    """One verified case of a counted fact; ``number`` is that of its paper, perhaps empty."""

    fact: str
    number: str


def facts_asked(rules: SetRules) -> frozenset[str]:
    """Every fact that a set names, yes-or-no and counted."""
    named = {condition.fact for condition in rules.conditions if condition.fact}
    return frozenset(named | {rule.fact for rule in rules.adjustments})


def conditions_of(rules: SetRules, facts: Mapping[str, bool]) -> dict[str, bool]:
    """The set's conditions that the facts answer; one without a fact stays unanswered (S4, S9)."""
    return {one.name: facts[one.fact] for one in rules.conditions if one.fact in facts}


def adjustments_of(rules: SetRules, cases: Sequence[Case]) -> list[Adjustment]:
    """One line of S7 for each verified case that the set gives or takes points for."""
    lines: list[Adjustment] = []
    for rule in rules.adjustments:
        for case in cases:
            if case.fact == rule.fact and rule.points > Decimal(0):
                paper = f" ({case.number})" if case.number else ""
                lines.append(Adjustment(rule.kind, rule.points, f"{rule.reason}{paper}"))
    return lines


def answered(rules: SetRules, blends: Sequence[Blend], skipped: Mapping[int, str]) -> dict[str, bool]:
    """The conditions that criteria of the set answer by their exact value; without data it is open."""
    found: dict[str, bool] = {}
    positions = {criterion.code: criterion.position for criterion in rules.criteria}
    for condition in rules.conditions:
        position = positions.get(condition.criterion)
        if position is None or position in skipped or not blends[position].weight:
            continue
        numerator, denominator = blends[position].fraction
        above, below = condition.at_least.as_integer_ratio()
        found[condition.name] = numerator * below >= above * denominator
    return found
