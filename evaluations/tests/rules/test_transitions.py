"""The tables of moves: what starts where, where it ends, who may."""

import pytest

from core.transitions import TransitionRefused
from evaluations.enums import AssessmentState, InspectionState, PeriodState, SetState
from evaluations.rules.transitions import ASSESSMENTS, CRITERIA_SETS, INSPECTIONS, PERIODS

MOVES = [
    (CRITERIA_SETS, "draft", "publish", "published", "criteria_set.publish"),
    (CRITERIA_SETS, "published", "retire", "retired", "criteria_set.retire"),
    (PERIODS, "scheduled", "open", "open", "period.open"),
    (PERIODS, "open", "close", "closed", "period.close"),
    (INSPECTIONS, "draft", "start", "on_site", "inspection.start"),
    (INSPECTIONS, "on_site", "conclude", "concluded", "inspection.conclude"),
    (INSPECTIONS, "draft", "cancel", "cancelled", "inspection.cancel"),
    (INSPECTIONS, "on_site", "cancel", "cancelled", "inspection.cancel"),
    (ASSESSMENTS, AssessmentState.DRAFT, "submit", AssessmentState.SUBMITTED, "assessment.submit"),
    (ASSESSMENTS, AssessmentState.RETURNED, "submit", AssessmentState.SUBMITTED, "assessment.submit"),
    (ASSESSMENTS, AssessmentState.SUBMITTED, "return", AssessmentState.RETURNED, "assessment.return"),
    (ASSESSMENTS, AssessmentState.SUBMITTED, "review", AssessmentState.REVIEWED, "assessment.review"),
]
TABLES = {
    CRITERIA_SETS: SetState,
    PERIODS: PeriodState,
    INSPECTIONS: InspectionState,
    ASSESSMENTS: AssessmentState,
}


@pytest.mark.parametrize(("table", "state", "move", "target", "permission"), MOVES)
def test_a_move_leads_where_the_table_says(table, state, move, target, permission):
    assert table.target(state, move) == target
    assert table.permission(move) == permission


def test_no_other_move_starts_anywhere():
    listed = {(id(table), state, move) for table, state, move, _, _ in MOVES}
    for table, states in TABLES.items():
        for state in states.values:
            for move in table:
                if (id(table), state, move.name) not in listed:
                    with pytest.raises(TransitionRefused):
                        table.target(state, move.name)


def test_a_closed_period_and_a_concluded_inspection_are_final():
    assert PERIODS.leaving(PeriodState.CLOSED) == []
    assert INSPECTIONS.leaving(InspectionState.CONCLUDED) == []
