"""The moves of a case: what each state may do, and that nothing leads from sealed words past the batch."""

import pytest

from core.transitions import TransitionRefused
from feedback.enums import CaseState
from feedback.rules.cases import CASES, ENDED, SEALED, WAITING


@pytest.mark.parametrize(
    ("state", "moves"),
    [
        ("received", "ready reseal refuse hand_over"),
        ("ready", "unready refuse hand_over release"),
        ("released", "hand_over assign answer extend escalate merge split verify"),
        ("assigned", "hand_over assign answer extend escalate merge split verify"),
        ("answered", "supplement verify publish unpublish reopen"),
        ("merged", "separate"),
        ("handed", ""),
        ("refused", ""),
    ],
)
def test_each_state_knows_its_moves(state: str, moves: str) -> None:
    assert " ".join(move.name for move in CASES.leaving(state)) == moves


def test_every_state_has_its_place() -> None:
    assert {*SEALED, *WAITING, *ENDED} == set(CaseState)


def test_an_agency_reads_nothing_that_did_not_wait_for_the_batch() -> None:
    into = {
        (str(source), move.name)
        for move in CASES
        for source in move.sources
        if source in SEALED and CASES.target(source, move.name) in (*WAITING, CaseState.ANSWERED)
    }
    assert into == {("ready", "release")}


@pytest.mark.parametrize(
    ("state", "move", "target"),
    [
        ("received", "ready", "ready"),
        ("ready", "release", "released"),
        ("released", "assign", "assigned"),
        ("assigned", "answer", "answered"),
        ("assigned", "extend", "assigned"),
        ("released", "verify", "released"),
        ("answered", "verify", "answered"),
        ("answered", "reopen", "released"),
        ("merged", "separate", "released"),
    ],
)
def test_a_move_leads_where_the_table_says(state: str, move: str, target: str) -> None:
    assert CASES.target(state, move) == target


@pytest.mark.parametrize("state", ["handed", "refused"])
def test_what_was_handed_over_or_refused_is_never_answered(state: str) -> None:
    with pytest.raises(TransitionRefused):
        CASES.target(state, "answer")


def test_every_move_names_a_permission_of_cases() -> None:
    assert all(move.permission.startswith("case.") for move in CASES)
