"""Who may do what on the way to a closed period; importing the package declares it all."""

from evaluations.access.closing import close as close
from evaluations.access.closing import objections as objections
from evaluations.access.closing import preview as preview
from evaluations.access.closing import sign as sign
