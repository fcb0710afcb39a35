"""How to make the object that a row of the tables speaks of, and the form that a POST sends.

``OBJECTS[name](world)`` returns a row (its primary key fills the address's one variable), a dict of the
address's variables, or None where the address has none. ``FORMS[route](world, object)`` returns the form.
"""

from collections.abc import Callable
from typing import Any

from tests.access import (
    objects_agencies,
    objects_assessments,
    objects_assessments_own,
    objects_calibration,
    objects_capture,
    objects_cases,
    objects_closing,
    objects_corrections,
    objects_criteria,
    objects_criteria_publishing,
    objects_documents,
    objects_fairness,
    objects_feedback,
    objects_follow_up,
    objects_frameworks,
    objects_inspections,
    objects_ladder,
    objects_letters,
    objects_owing,
    objects_planning,
    objects_registers,
    objects_releases,
    objects_reviews,
    objects_scenarios,
    objects_scores,
    objects_triage,
    objects_vaults,
    objects_visits,
    objects_voice,
)

PARTS = (
    objects_letters,
    objects_agencies,
    objects_assessments,
    objects_assessments_own,
    objects_planning,
    objects_reviews,
    objects_registers,
    objects_inspections,
    objects_capture,
    objects_documents,
    objects_cases,
    objects_corrections,
    objects_follow_up,
    objects_fairness,
    objects_feedback,
    objects_visits,
    objects_scores,
    objects_scenarios,
    objects_releases,
    objects_triage,
    objects_voice,
    objects_calibration,
    objects_owing,
    objects_vaults,
    objects_ladder,
    objects_closing,
    objects_criteria,
    objects_criteria_publishing,
    objects_frameworks,
)
OBJECTS: dict[str, Callable[[Any], Any]] = {}
FORMS: dict[str, Callable[[Any, Any], dict[str, Any]]] = {}
for _part in PARTS:
    OBJECTS |= _part.OBJECTS
    FORMS |= _part.FORMS
