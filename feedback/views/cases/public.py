"""Answers that everybody may read: no account, no cookie, by agency and by words."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.views.parameters import number_of, page_of, words_of
from core import clock
from feedback.gather.cases.public import answering_agencies, public_answers, published
from feedback.views.public import public_page

PAGE_SIZE = 10


@login_not_required
@require_safe
@public_page
def answers(request: HttpRequest) -> HttpResponse:
    """The published answers, newest first."""
    words, agency = words_of(request), number_of(request, "co-quan")
    page = page_of(request, published(words=words, agency=agency), PAGE_SIZE)
    context = {
        "q": words,
        "agency": agency,
        "agencies": answering_agencies(clock.today()),
        "page": page,
        "answers": public_answers(page.object_list),
        "narrowed": bool(words or agency),
    }
    return render(request, "feedback/cases/public.html", context)
