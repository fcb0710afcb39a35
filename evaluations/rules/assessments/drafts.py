"""What of a form in the making may be stored: a draft loses nothing valid, and what is wrong it says."""

from collections.abc import Mapping
from typing import NamedTuple

from evaluations.rules.assessments.answers import (
    NEEDS_REASON,
    NOT_APPLICABLE,
    Answers,
    AnswerSheet,
    read_answers,
)


class Draft(NamedTuple):
    """A draft read: what is stored, and what could not be, by position (Vietnamese)."""

    answers: Answers
    refused: Mapping[int, str]


def read_draft(sheet: AnswerSheet, texts: Mapping[int, str], notes: Mapping[int, str]) -> Draft:
    """Everything valid of a form in the making; what is wrong is left unanswered and told.

    "Not applicable" without its reason yet is no error: it is kept as ``{"na": ""}``, so that the tick
    survives a reload.
    """
    found = read_answers(sheet, texts, notes, complete=False)
    wrong = found.errors
    if not wrong:
        return Draft(found, {})
    kept = read_answers(
        sheet,
        {position: text for position, text in texts.items() if position not in wrong},
        {position: note for position, note in notes.items() if position not in wrong},
        complete=False,
    )
    refused = {}
    for position, problem in wrong.items():
        if problem == NEEDS_REASON:
            kept.notes[str(position)] = {"na": ""}
        elif texts.get(position) == NOT_APPLICABLE and position in sheet.positions:
            kept.notes[str(position)] = {"na": ""}
            refused[position] = problem
        else:
            refused[position] = problem
    return Draft(kept, refused)
