"""Which criteria of a set one form asks: a person's, or those marked on one kind of thing.

Rules only: the portal marks no single dossier or person of TT 01/2018, so nothing it shows comes from here.
"""

from evaluations.rules.assessments.answers import Applicability, applies
from evaluations.rules.set_rules import SetRules
from evaluations.rules.set_terms import Coefficient

NOT_THE_POST = "Không áp dụng cho vị trí này."
NOT_ON_THIS = "Không chấm trên {scored_on}."


def not_of_post(rules: SetRules, person: Applicability) -> dict[int, str]:
    """What a post's form does not ask (S5): the staff form of NĐ 335 has no d, đ, e; the managers' has."""
    return {
        criterion.position: NOT_THE_POST
        for criterion in rules.criteria
        if criterion.is_for_people and not applies(criterion, person)
    }


def not_scored_on(rules: SetRules, thing: str) -> dict[int, str]:
    """What is not marked on that thing alone: of ``dossier`` all but CS1–4 and CS7."""
    return {
        criterion.position: NOT_ON_THIS.format(scored_on=thing)
        for criterion in rules.criteria
        if criterion.scored_on != (thing,)
    }


def coefficient_of(rules: SetRules, thing: str, cents: int) -> Coefficient | None:
    """Which share of the task the points of that thing stand for, or None where the set does not say."""
    steps = [one for one in rules.coefficients if one.scored_on == thing and 100 * one.lower <= cents]
    return max(steps, key=lambda one: one.lower, default=None)
