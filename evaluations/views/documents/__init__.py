"""Pages of official documents: minutes before and after issue, the register, a paper, its verification."""

from evaluations.views.documents.addendum import minutes_addendum
from evaluations.views.documents.minutes import inspection_minutes
from evaluations.views.documents.papers import document_detail, document_file
from evaluations.views.documents.register import document_list
from evaluations.views.documents.style import document_style_edit
from evaluations.views.documents.verify import document_verify, document_verify_form

__all__ = [
    "document_detail",
    "document_file",
    "document_list",
    "document_style_edit",
    "document_verify",
    "document_verify_form",
    "inspection_minutes",
    "minutes_addendum",
]
