"""The kinds of cells that reporting adds to those of :mod:`core.tables`."""

from core.cells import Cell
from core.numbers import NO_DATA
from core.tables import (
    Field,
    Proof,
    Table,
    count_field,
    head,
    integer,
    number,
    percent,
    percent_field,
    points,
    points_field,
    proved,
    ratio,
    signed,
    signed_field,
    text_field,
    words,
)
from evaluations.enums import Confidence, Grade
from reporting.rules.heat import heat_class

__all__ = [
    "CONFIDENCES",
    "Field",
    "Proof",
    "GRADES",
    "GRADE_KINDS",
    "Table",
    "count_field",
    "head",
    "heat",
    "integer",
    "percent",
    "percent_field",
    "points",
    "points_field",
    "proved",
    "ratio",
    "signed",
    "signed_field",
    "text_field",
    "words",
]

GRADES = {grade.value: grade.label for grade in Grade}
GRADE_KINDS = {"excellent": "ok", "good": "ok", "completed": "warn", "fair": "ok", "average": "warn"}
GRADE_KINDS |= {"not_completed": "bad", "weak": "bad", "not_graded": "none"}
CONFIDENCES = {mark.value: mark.label for mark in Confidence}


def heat(value: int | None, url: str = "") -> Cell:
    """A cell of a heat map worth a whole per cent."""
    cell = number(NO_DATA if value is None else str(value), value, url)
    cell["class"] = heat_class(value)
    return cell
