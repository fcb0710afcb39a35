"""Who may do what in assessment, one module per subject; importing the package declares them all."""

from evaluations.access import assessments as assessments
from evaluations.access import inspections as inspections
from evaluations.access import periods as periods
