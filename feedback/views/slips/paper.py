"""The blank slip as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core import clock
from core.documents.files import saved
from feedback.documents.paper_slip import LANGUAGES, paper_slip_pdf
from feedback.gather.places import places_of
from feedback.models import Counter
from feedback.views.posters import CodeIsOver


@require_safe
def slip_paper(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The slip of one counter in Vietnamese or English, for whoever sees the counter."""
    if language not in LANGUAGES:
        raise Http404
    today = clock.today()
    counter = get_object_or_404(Counter.objects.visible_to(request.user, today), pk=pk)
    place = places_of([counter], today).get(counter.pk)
    if place is None or counter.is_over(today):
        raise CodeIsOver
    content = paper_slip_pdf(agency=place.words, counter=counter.name, language=language, made_on=today)
    return saved(content, f"phieu-danh-gia-{pk}-{language}", "pdf")
