"""How to make the object that a row of the tables speaks of, and the form that a POST sends.

``OBJECTS[name](world)`` returns a row (its primary key fills the address's one variable), a dict of the
address's variables, or None where the address has none. ``FORMS[route](world, object)`` returns the form.
"""

from collections.abc import Callable
from typing import Any

from tests.access import (
    objects_agencies,
    objects_assessments,
    objects_feedback,
    objects_inspections,
    objects_scores,
)

PARTS = (objects_agencies, objects_assessments, objects_inspections, objects_feedback, objects_scores)
OBJECTS: dict[str, Callable[[Any], Any]] = {}
FORMS: dict[str, Callable[[Any, Any], dict[str, Any]]] = {}
for _part in PARTS:
    OBJECTS |= _part.OBJECTS
    FORMS |= _part.FORMS
