"""Who may do what on the citizens' side, one module per subject; importing the package declares them all."""

from feedback.access import assisted as assisted
from feedback.access import cases as cases
from feedback.access import counters as counters
from feedback.access import lawful_bodies as lawful_bodies
from feedback.access import letters as letters
from feedback.access import ratings as ratings
from feedback.access import second_office as second_office
from feedback.access import suspicions as suspicions
from feedback.access import triage as triage
from feedback.access import vaults as vaults
from feedback.access import visits as visits
from feedback.access import voice as voice
