"""Background work of the citizens' side, one module per subject; importing the package declares all tasks."""

from feedback.tasks.cases import remind_cases
from feedback.tasks.floods import settle_traces_nightly
from feedback.tasks.letters import remind_apologies_daily, send_letters
from feedback.tasks.release import release_batch
from feedback.tasks.visits import visits_night

__all__ = [
    "release_batch",
    "remind_apologies_daily",
    "remind_cases",
    "send_letters",
    "settle_traces_nightly",
    "visits_night",
]
