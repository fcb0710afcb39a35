"""Columns side by side, their points, what a head starts from; as tables."""

from decimal import Decimal

import pytest

from evaluations.rules.assessments.answers import AnswerSheet
from evaluations.rules.assessments.reviewing import NEEDS_REASON, NOTHING_TO_CHANGE, Changes, read_review
from evaluations.rules.reviews.columns import (
    columns_of,
    differences,
    mean_in_cents,
    mean_of_cents,
    patched,
    points,
    points_in_cents,
    with_changes,
)
from evaluations.rules.reviews.unusual import middle_of, unusual

D = Decimal

STEPS = {"0": 0, "20": 20, "50": 50, "80": 80, "100": 100}
SHEET = AnswerSheet((STEPS, STEPS, STEPS, None))
OWN = (100, 80, None, None)
MANAGER: Changes = {"0": {"score": 50, "reason": "Sai hai câu."}}


@pytest.mark.parametrize(
    ("texts", "reasons", "changes", "errors"),
    [
        ({}, {}, {"0": (50, "Sai hai câu.")}, {}),
        ({0: ""}, {}, {"0": (50, "Sai hai câu.")}, {}),
        ({0: "50"}, {}, {"0": (50, "Sai hai câu.")}, {}),
        ({0: "50"}, {0: "Đã xem lại."}, {"0": (50, "Đã xem lại.")}, {}),
        ({0: "100"}, {}, {}, {}),
        ({0: "20"}, {0: "Sai cả ba."}, {"0": (20, "Sai cả ba.")}, {}),
        ({0: "20"}, {}, {}, {0: NEEDS_REASON}),
        ({1: "50"}, {1: "Trễ."}, {"0": (50, "Sai hai câu."), "1": (50, "Trễ.")}, {}),
        ({2: "50"}, {2: "Trễ."}, {"0": (50, "Sai hai câu.")}, {2: NOTHING_TO_CHANGE}),
    ],
    ids=["nothing", "left", "the same", "own reason", "back to own", "lower", "no reason", "another", "none"],
)
def test_a_head_starts_from_the_manager_s_column(
    texts: dict[int, str],
    reasons: dict[int, str],
    changes: dict[str, tuple[int, str]],
    errors: dict[int, str],
) -> None:
    read = read_review(SHEET, OWN, texts, reasons, MANAGER)
    assert {at: (one["score"], one["reason"]) for at, one in read.changes.items()} == changes
    assert read.errors == errors


@pytest.mark.parametrize(
    ("scores", "weights", "cents"),
    [
        ((100, 100), (3, 3), 10_000),
        ((100, 0), (1, 2), 3_333),
        ((100, 50), (1, 2), 6_667),
        ((100, None), (1, 5), 10_000),
        ((None, None), (1, 5), None),
        ((80, 100), (4, 0), 8_000),
        ((80, 81), (799, 1), 8_000),
        ((80, 81), (199, 1), 8_001),
    ],
    ids=["all", "thirds", "two thirds", "S4 missing", "nothing", "S7 bonus", "below half", "half up"],
)
def test_points_are_a_weighted_mean_rounded_once(
    scores: tuple[int | None, ...], weights: tuple[int, ...], cents: int | None
) -> None:
    assert points_in_cents(scores, weights) == cents
    assert points(scores, weights) == (None if cents is None else D(cents) / 100)


def test_means_round_half_up() -> None:
    assert mean_in_cents([80, 81, None]) == 8_050
    assert mean_in_cents([100, 100, 0]) == 6_667
    assert mean_in_cents([None]) is None
    assert mean_of_cents([8_001, 8_000, None]) == 8_001
    assert mean_of_cents([]) is None


@pytest.mark.parametrize(
    ("state", "manager", "authority", "seen"),
    [
        ("sent", MANAGER, None, (False, False)),
        ("seen", MANAGER, None, (True, False)),
        ("seen", {}, None, (True, False)),
        ("done", MANAGER, {}, (True, True)),
        ("done", None, {}, (False, True)),
        ("back", MANAGER, {}, (False, False)),
    ],
)
def test_a_column_counts_in_its_states_only(
    state: str, manager: Changes | None, authority: Changes | None, seen: tuple[bool, bool]
) -> None:
    columns = columns_of(OWN, state, manager, authority)
    assert (columns.manager is not None, columns.authority is not None) == seen
    assert columns.standing == (columns.authority or columns.manager or OWN)


def test_an_appeal_names_what_it_changes_and_may_set_a_score_back() -> None:
    after: Changes = {"1": {"score": 100, "reason": "Có giấy xác nhận."}}
    found = differences(OWN, MANAGER, after)
    assert found == {"0": {"score": 100, "reason": ""}, "1": {"score": 100, "reason": "Có giấy xác nhận."}}
    assert patched(OWN, MANAGER, found) == after
    assert with_changes(OWN, after) == (100, 100, None, None)
    assert differences(OWN, MANAGER, MANAGER) == {}


def test_what_stands_out_is_said_in_words() -> None:
    middle = middle_of([9_000, 9_100, 9_200, 9_300, 7_000])
    assert middle == 9_100
    assert middle_of([9_000] * 4) is None
    assert unusual(9_100, 9_100, middle) == []
    assert "thấp hơn hẳn" in unusual(7_000, None, middle)[0]
    assert "lệch nhau" in unusual(9_000, 8_000, middle)[0]
