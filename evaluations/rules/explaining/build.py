"""The whole explanation of a stored score: every level from its parts, nothing computed anew."""

from evaluations.enums import Source
from evaluations.rules.explaining.confidence import better_mark, own_mark, reasons
from evaluations.rules.explaining.criteria import criterion_part
from evaluations.rules.explaining.outcome import adjustment_part, outcome_steps
from evaluations.rules.explaining.parts import Explanation, Facts, GroupPart, Reason, Step
from evaluations.rules.explaining.worth import Worth, worth_of
from evaluations.rules.results import COUNTED, AgencyScore, GroupScore
from evaluations.rules.set_rules import ConfidenceRule, SetRules
from evaluations.rules.set_words import SetText


def explanation_of(facts: Facts, score: AgencyScore, rules: SetRules, words: SetText) -> Explanation:
    """Explain ``score``, which ``rules`` gave; the parts of the result add up to its total exactly."""
    worth = worth_of(rules, score)
    better = better_mark(score.confidence, rules.confidence)
    own = own_mark(score.confidence, rules.confidence)
    return Explanation(
        facts=facts,
        set_title=words.title,
        has_default_points=words.has_default_points,
        scale=rules.scale,
        total=score.total,
        base=score.base,
        groups=tuple(_group(rules, score, one, words, worth) for one in score.groups),
        adjustments=tuple(adjustment_part(line) for line in score.adjustments),
        grade=score.grade,
        coverage=score.coverage,
        provisional=score.provisional,
        confidence=score.confidence,
        confidence_reasons=_reasons(own, score, facts),
        better_mark=better.mark if better else "",
        better=_reasons(better, score, facts),
        outcome=outcome_steps(rules, score, facts, worth),
    )


def _group(rules: SetRules, score: AgencyScore, group: GroupScore, words: SetText, worth: Worth) -> GroupPart:
    places = [rule.position for rule in rules.criteria if rule.group == group.code]
    return GroupPart(
        code=group.code,
        name=words.group_name(group.code),
        points=group.points,
        possible=group.possible,
        scored=group.scored,
        applicable=group.applicable,
        steps=(_group_step(group),),
        criteria=tuple(
            criterion_part(rules, score.criteria[at], words.criteria[at].statement, worth) for at in places
        ),
    )


def _group_step(group: GroupScore) -> Step:
    if group.cents is None:
        return Step("S4", "Chưa tiêu chí nào của nhóm có dữ liệu; nhóm nằm ngoài mẫu số.")
    return Step("S6", f"Cộng {group.scored} tiêu chí có điểm, trong {group.applicable} tiêu chí áp dụng.")


def _reasons(rule: ConfidenceRule | None, score: AgencyScore, facts: Facts) -> tuple[Reason, ...]:
    if rule is None:
        return ()
    found = reasons(
        rule,
        visited=is_visited(score),
        submitted=facts.submitted,
        expected=facts.headcount,
        ratings=facts.ratings,
    )
    return tuple(found)


def is_visited(score: AgencyScore) -> bool:
    """Whether an inspection still valid speaks in the score."""
    return any(
        one.source == Source.INSPECTION and one.status == COUNTED
        for criterion in score.criteria
        for one in criterion.sources
    )
