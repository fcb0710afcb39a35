"""The explanation as a file: PDF and Word of one paper."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpResponse

from core import clock
from core.documents.files import saved
from core.documents.flow import Paper
from core.documents.paper_docx import paper_docx
from core.documents.paper_pdf import paper_pdf
from core.text import fold
from reporting.documents.explanation import explanation_paper

if TYPE_CHECKING:
    from reporting.views.explaining.page import Explained

PAPERS: dict[str, Callable[[Paper], bytes]] = {"pdf": paper_pdf, "docx": paper_docx}


def paper_response(told: "Explained", standing: str, ending: str) -> HttpResponse:
    """The paper as "pdf" or "docx", named after the agency and the month; ``standing`` is its line."""
    facts = told.found.facts
    movement = told.moved.movement if told.revision is None else None
    line = told.replaced or standing
    paper = explanation_paper(told.found, told.sentences, (told.moved.before, movement), line, clock.today())
    stem = "-".join(fold(f"giai thich diem {facts.agency}").split()) + f"-{facts.starts_on:%Y-%m}"
    return saved(PAPERS[ending](paper), stem[:100], ending)
