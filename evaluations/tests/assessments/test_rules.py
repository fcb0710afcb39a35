"""The pure parts: drafts and reviews read from texts, lateness."""

from datetime import date

import pytest

from evaluations.rules.assessments.answers import NOT_OFFERED, AnswerSheet
from evaluations.rules.assessments.drafts import read_draft
from evaluations.rules.assessments.reviewing import NEEDS_REASON, NOTHING_TO_CHANGE, is_late, read_review

STEPS = {"100": 100, "50": 50, "0": 0}
SHEET = AnswerSheet((STEPS, STEPS, None))
OWN = (100, None, None)


@pytest.mark.parametrize(
    ("texts", "notes", "scores", "kept"),
    [
        ({}, {}, (None, None, None), {}),
        ({0: "50", 1: "7"}, {}, (50, None, None), {}),
        ({0: "na"}, {}, (None, None, None), {"0": {"na": ""}}),
        ({0: "na"}, {0: "Không phát sinh."}, (None, None, None), {"0": {"na": "Không phát sinh."}}),
        ({2: "50"}, {}, (None, None, None), {}),
        ({0: "0", 9: "50"}, {9: "?"}, (0, None, None), {}),
    ],
)
def test_a_draft_keeps_what_is_valid(texts: dict, notes: dict, scores: tuple, kept: dict) -> None:
    answers = read_draft(SHEET, texts, notes).answers
    assert (answers.scores, answers.notes, answers.errors) == (scores, kept, {})


@pytest.mark.parametrize(
    ("texts", "reasons", "changes", "errors"),
    [
        ({0: ""}, {0: "vô cớ"}, {}, {}),
        ({0: "100"}, {}, {}, {}),
        ({0: "50"}, {0: " Đi muộn. "}, {"0": {"score": 50, "reason": "Đi muộn."}}, {}),
        ({0: "50"}, {0: " "}, {}, {0: NEEDS_REASON}),
        ({0: "77"}, {0: "x"}, {}, {0: NOT_OFFERED}),
        ({1: "50"}, {1: "x"}, {}, {1: NOTHING_TO_CHANGE}),
        ({2: "50"}, {2: "x"}, {}, {2: NOTHING_TO_CHANGE}),
        ({99: "50"}, {99: "x"}, {}, {99: NOTHING_TO_CHANGE}),
    ],
)
def test_a_review_is_what_differs_with_its_reason(
    texts: dict, reasons: dict, changes: dict, errors: dict
) -> None:
    read = read_review(SHEET, OWN, texts, reasons)
    assert (read.changes, read.errors) == (changes, errors)


@pytest.mark.parametrize(
    ("sent", "late"), [(None, False), (date(2026, 11, 25), False), (date(2026, 11, 26), True)]
)
def test_the_due_day_itself_is_in_time(sent: date | None, late: bool) -> None:
    assert is_late(sent, date(2026, 11, 25)) is late
