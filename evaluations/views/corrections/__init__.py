"""Pages of corrections: the list, asking, one correction, deciding, and the revisions of a period."""

from evaluations.views.corrections.asking import correction_ask
from evaluations.views.corrections.choosing import correction_choose, correction_pick
from evaluations.views.corrections.deciding import correction_decide
from evaluations.views.corrections.detail import correction_detail, correction_export
from evaluations.views.corrections.history import period_revisions
from evaluations.views.corrections.listing import correction_list

__all__ = [
    "correction_ask",
    "correction_choose",
    "correction_decide",
    "correction_detail",
    "correction_export",
    "correction_list",
    "correction_pick",
    "period_revisions",
]
