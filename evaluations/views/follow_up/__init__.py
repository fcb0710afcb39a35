"""Pages after the minutes: explanations, report, recommendations, follow-up visits, terms."""

from evaluations.views.follow_up.board import chaser_preview, overdue_board
from evaluations.views.follow_up.concluding import inspection_conclude
from evaluations.views.follow_up.explaining import explanation_agree, explanation_submit
from evaluations.views.follow_up.findings import inspection_findings
from evaluations.views.follow_up.judging import explanation_judge
from evaluations.views.follow_up.pictures import follow_up_photo, follow_up_thumbnail
from evaluations.views.follow_up.remedies import recommendation_detail, recommendation_list
from evaluations.views.follow_up.remedy_acts import recommendation_answer, recommendation_verify
from evaluations.views.follow_up.reporting import inspection_report, report_extend
from evaluations.views.follow_up.revisit import inspection_comparison, inspection_follow_up
from evaluations.views.follow_up.terms import due_terms

__all__ = [
    "chaser_preview",
    "due_terms",
    "explanation_agree",
    "explanation_judge",
    "explanation_submit",
    "follow_up_photo",
    "follow_up_thumbnail",
    "inspection_comparison",
    "inspection_conclude",
    "inspection_findings",
    "inspection_follow_up",
    "inspection_report",
    "overdue_board",
    "recommendation_answer",
    "recommendation_detail",
    "recommendation_list",
    "recommendation_verify",
    "report_extend",
]
