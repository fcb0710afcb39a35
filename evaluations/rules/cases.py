"""Feedback cases in a score: verified ones deduct, unfounded ones never count; answers in time (CQ-14).

A verified case is a fact and no opinion, so one is enough (S7). That nobody's report proved right says
something only where enough people spoke (S4): then the citizens' part of the criterion is whole.
"""

from collections.abc import Mapping
from functools import lru_cache

from evaluations.enums import Source
from evaluations.rules.inputs import SourceInput
from evaluations.rules.set_rules import SetRules

CASES = "cases"
"""How a criterion says that citizens speak to it by their cases (``citizen_reads``)."""

NONE_LATE, FEW_LATE, MANY_LATE = 2, 1, 0
"""The levels of CQ-14 (TT 01/2018/TT-VPCP, indicator 8): all in time or none due; from 90 %; below that."""
TOP_LEVEL = 2


@lru_cache(maxsize=64)
def read_by_cases(rules: SetRules) -> Mapping[str, int]:
    """Position by code of the criteria to which citizens speak by their cases."""
    return {rule.code: rule.position for rule in rules.criteria if rule.params.citizen_reads == CASES}


def case_inputs(rules: SetRules, answers: int, verified: Mapping[str, int]) -> list[SourceInput]:
    """What verified cases say of an agency's month: k verified among n voices, by criterion (S2).

    ``answers`` are the citizens who rated, ``verified`` cases by code. Fewer answers than count (S4) are no
    voices; without a verified case they say nothing.
    """
    voices = answers if answers >= rules.min_citizen_n else 0
    found = []
    for code, position in read_by_cases(rules).items():
        k = verified.get(code, 0)
        if voices or k:
            found.append(SourceInput(position, Source.CITIZEN.value, voices + k, k))
    return found


def answering_level(due: int, in_time: int, *, dragging: bool) -> int:
    """CQ-14: the level of an agency of whose ``due`` cases ``in_time`` were answered by their due day.

    ``dragging``: a case of an earlier month waits still.
    """
    if dragging:
        return MANY_LATE
    if in_time == due:
        return NONE_LATE
    return FEW_LATE if 10 * in_time >= 9 * due else MANY_LATE
