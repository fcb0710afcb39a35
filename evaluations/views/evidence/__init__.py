"""Pages of the month's draw of staff who attach evidence."""

from evaluations.views.evidence.draws import evidence_detail, evidence_draw, evidence_export, evidence_list
from evaluations.views.evidence.people import evidence_people

__all__ = ["evidence_detail", "evidence_draw", "evidence_export", "evidence_list", "evidence_people"]
