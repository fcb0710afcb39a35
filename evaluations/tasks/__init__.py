"""Background work of assessment, one module per subject; importing the package declares every task."""

from evaluations.tasks.capture import draw_captured_photos
from evaluations.tasks.corrections import find_late_facts, late_facts_came
from evaluations.tasks.evidence import draw_evidence
from evaluations.tasks.follow_up import follow_up_day, remind_remedies
from evaluations.tasks.owing import remind_chosen_forms, remind_forms
from evaluations.tasks.registers import settle_changed_registers, settle_registers_nightly
from evaluations.tasks.results import (
    open_missing_periods,
    open_periods,
    refresh_open_periods,
    refresh_stale_periods,
    refresh_stale_results,
    refresh_touched,
)
from evaluations.tasks.signing import remind_signing
from evaluations.tasks.survey import make_survey_keys, survey_night

__all__ = [
    "draw_captured_photos",
    "draw_evidence",
    "find_late_facts",
    "follow_up_day",
    "late_facts_came",
    "make_survey_keys",
    "open_missing_periods",
    "open_periods",
    "refresh_open_periods",
    "refresh_stale_periods",
    "refresh_stale_results",
    "refresh_touched",
    "remind_chosen_forms",
    "remind_forms",
    "remind_remedies",
    "remind_signing",
    "settle_changed_registers",
    "settle_registers_nightly",
    "survey_night",
]
