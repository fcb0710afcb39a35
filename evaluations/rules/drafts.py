"""Half-filled forms: a draft keeps what can be kept and refuses nothing (the submission is strict)."""

from collections.abc import Mapping

from evaluations.rules.answers import NOT_APPLICABLE, Answers, AnswerSheet, read_answers


def read_draft(sheet: AnswerSheet, texts: Mapping[int, str], notes: Mapping[int, str]) -> Answers:
    """Everything valid of a form in the making; what is wrong is left unanswered.

    "Not applicable" without its reason yet is kept as ``{"na": ""}``, so that the tick survives a reload.
    """
    found = read_answers(sheet, texts, notes, complete=False)
    wrong = found.errors
    if not wrong:
        return found
    kept = read_answers(
        sheet,
        {position: text for position, text in texts.items() if position not in wrong},
        {position: note for position, note in notes.items() if position not in wrong},
        complete=False,
    )
    for position in wrong:
        if texts.get(position) == NOT_APPLICABLE and position in sheet.positions:
            kept.notes[str(position)] = {"na": ""}
    return kept
