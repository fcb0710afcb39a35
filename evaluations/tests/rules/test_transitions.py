"""The tables of moves: what starts where, where it ends, who may."""

import pytest

from core.transitions import TransitionRefused
from evaluations.enums import (
    AppealState,
    AssessmentState,
    InspectionState,
    PeriodState,
    RemedyState,
    ReopenState,
    SetState,
)
from evaluations.rules.transitions import (
    APPEALS,
    ASSESSMENTS,
    CRITERIA_SETS,
    INSPECTIONS,
    PERIODS,
    REMEDIES,
    REOPENINGS,
)

MOVES = [
    (CRITERIA_SETS, "draft", "publish", "published", "criteria_set.publish"),
    (CRITERIA_SETS, "published", "retire", "retired", "criteria_set.retire"),
    (PERIODS, "scheduled", "open", "open", "period.open"),
    (PERIODS, "open", "close", "closed", "period.close"),
    (INSPECTIONS, "draft", "start", "on_site", "inspection.start"),
    (INSPECTIONS, "on_site", "issue_minutes", "minuted", "inspection.issue_minutes"),
    (INSPECTIONS, "minuted", "report", "reported", "inspection.report"),
    (INSPECTIONS, "reported", "conclude", "concluded", "inspection.conclude"),
    (INSPECTIONS, "minuted", "lapse", "lapsed", "inspection.lapse"),
    (INSPECTIONS, "reported", "lapse", "lapsed", "inspection.lapse"),
    (INSPECTIONS, "draft", "cancel", "cancelled", "inspection.cancel"),
    (INSPECTIONS, "on_site", "cancel", "cancelled", "inspection.cancel"),
    (REMEDIES, "open", "answer", "answered", "remedy.answer"),
    (REMEDIES, "answered", "answer", "answered", "remedy.answer"),
    (REMEDIES, "partly", "answer", "answered", "remedy.answer"),
    (REMEDIES, "not_done", "answer", "answered", "remedy.answer"),
    (REMEDIES, "answered", "accept", "done", "remedy.verify"),
    (REMEDIES, "answered", "accept_partly", "partly", "remedy.verify"),
    (REMEDIES, "answered", "refuse", "not_done", "remedy.verify"),
    (ASSESSMENTS, AssessmentState.DRAFT, "submit", AssessmentState.SUBMITTED, "assessment.submit"),
    (ASSESSMENTS, AssessmentState.RETURNED, "submit", AssessmentState.SUBMITTED, "assessment.submit"),
    (ASSESSMENTS, AssessmentState.SUBMITTED, "return", AssessmentState.RETURNED, "assessment.return"),
    (ASSESSMENTS, AssessmentState.MANAGED, "return", AssessmentState.RETURNED, "assessment.return"),
    (ASSESSMENTS, AssessmentState.SUBMITTED, "manage", AssessmentState.MANAGED, "assessment.manage"),
    (ASSESSMENTS, AssessmentState.SUBMITTED, "review", AssessmentState.REVIEWED, "assessment.review"),
    (ASSESSMENTS, AssessmentState.MANAGED, "review", AssessmentState.REVIEWED, "assessment.review"),
    (ASSESSMENTS, AssessmentState.REVIEWED, "reopen", AssessmentState.RETURNED, "assessment.reopen"),
    (APPEALS, AppealState.OPEN, "uphold", AppealState.UPHELD, "appeal.decide"),
    (APPEALS, AppealState.OPEN, "uphold_partly", AppealState.PARTLY, "appeal.decide"),
    (APPEALS, AppealState.OPEN, "reject", AppealState.REJECTED, "appeal.decide"),
    (REOPENINGS, ReopenState.OPEN, "grant", ReopenState.GRANTED, "assessment.reopen"),
    (REOPENINGS, ReopenState.OPEN, "refuse", ReopenState.REFUSED, "assessment.reopen"),
]
TABLES = {
    CRITERIA_SETS: SetState,
    PERIODS: PeriodState,
    INSPECTIONS: InspectionState,
    REMEDIES: RemedyState,
    ASSESSMENTS: AssessmentState,
    APPEALS: AppealState,
    REOPENINGS: ReopenState,
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


def test_what_is_closed_concluded_lapsed_cancelled_or_mended_is_final():
    assert PERIODS.leaving(PeriodState.CLOSED) == []
    for state in (InspectionState.CONCLUDED, InspectionState.LAPSED, InspectionState.CANCELLED):
        assert INSPECTIONS.leaving(state) == []
    assert REMEDIES.leaving(RemedyState.DONE) == []
