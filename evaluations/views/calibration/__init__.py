"""Pages on which the voices are held against one another."""

from evaluations.views.calibration.agency import calibration_agency, calibration_mark
from evaluations.views.calibration.judging import calibration_judging
from evaluations.views.calibration.marks import calibration_follow_up
from evaluations.views.calibration.patterns import calibration_patterns
from evaluations.views.calibration.province import calibration

__all__ = [
    "calibration",
    "calibration_agency",
    "calibration_follow_up",
    "calibration_judging",
    "calibration_mark",
    "calibration_patterns",
]
