"""The closed lists of this app: audit events, outbox topics, jobs and notifications, each declared once."""

from evaluations.declarations import assessments_own as assessments_own
from evaluations.declarations import calibration as calibration
from evaluations.declarations import case_links as case_links
from evaluations.declarations import closing as closing
from evaluations.declarations import corrections as corrections
from evaluations.declarations import criteria as criteria
from evaluations.declarations import criteria_publishing as criteria_publishing
from evaluations.declarations import documents as documents
from evaluations.declarations import evidence as evidence
from evaluations.declarations import fairness as fairness
from evaluations.declarations import follow_up as follow_up
from evaluations.declarations import owing as owing
from evaluations.declarations import releases as releases
from evaluations.declarations import reviews as reviews
from evaluations.declarations import survey as survey
from evaluations.declarations.assessments import ASSESSMENT_CHANGED, ASSESSMENT_RETURNED
from evaluations.declarations.capture import CAPTURED_PHOTO
from evaluations.declarations.inspections import INSPECTION_CONCLUDED
from evaluations.declarations.results import PERIOD_STALE, REFRESH_RESULTS, RESULTS_STALE

__all__ = [
    "ASSESSMENT_CHANGED",
    "ASSESSMENT_RETURNED",
    "CAPTURED_PHOTO",
    "INSPECTION_CONCLUDED",
    "PERIOD_STALE",
    "REFRESH_RESULTS",
    "RESULTS_STALE",
]
