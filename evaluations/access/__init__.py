"""Who may do what in assessment, one module per subject; importing the package declares them all."""

from evaluations.access import assessments as assessments
from evaluations.access import assessments_own as assessments_own
from evaluations.access import calibration as calibration
from evaluations.access import capture as capture
from evaluations.access import case_links as case_links
from evaluations.access import closing as closing
from evaluations.access import corrections as corrections
from evaluations.access import criteria as criteria
from evaluations.access import criteria_publishing as criteria_publishing
from evaluations.access import documents as documents
from evaluations.access import evidence as evidence
from evaluations.access import fairness as fairness
from evaluations.access import follow_up as follow_up
from evaluations.access import inspections as inspections
from evaluations.access import owing as owing
from evaluations.access import periods as periods
from evaluations.access import planning as planning
from evaluations.access import releases as releases
from evaluations.access import survey as survey
