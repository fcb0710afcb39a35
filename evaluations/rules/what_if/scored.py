"""Agencies of one set scored under the set with changes, from what their stored scores were made of."""

from collections.abc import Sequence

from evaluations.rules.month import score_month
from evaluations.rules.results import AgencyScore
from evaluations.rules.set_rules import SetRules
from evaluations.rules.what_if.arrays import score_by_arrays
from evaluations.rules.what_if.known import Known, case_of, inputs_of_case


def score_changed(rules: SetRules, copy: SetRules, known: Sequence[Known]) -> list[AgencyScore]:
    """The heads of the scores under ``copy`` of agencies that ``rules`` scored, in the same order.

    The criteria may be left out, and the mark of confidence means nothing here: nothing else was looked at.
    """
    cases = [case_of(rules, one) for one in known]
    heads = None if copy.is_pure_only or not cases else score_by_arrays(copy, cases)
    if heads is not None:
        return heads
    return [found.head for found in score_month(copy, [inputs_of_case(case) for case in cases])]
