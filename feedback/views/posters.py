"""Posters as files: of one counter, and of every counter of an agency in one file."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from agencies.models import AgencyVersion
from core import clock
from core.documents.files import saved
from core.errors import Refused
from feedback.documents.poster import LANGUAGES, MOST, SIZES, Sheet, poster_pdf
from feedback.gather.places import Place, places_of
from feedback.models import Counter
from feedback.views.addresses import public_address


class CodeIsOver(Refused):
    """A code that no longer counts is not printed again (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__("Mã của quầy này không còn dùng nên không in tờ dán. Hãy lập quầy mới để có mã mới.")


@require_safe
def counter_poster(request: HttpRequest, pk: int, size: str, language: str) -> HttpResponse:
    """The poster of one counter."""
    _require_known(size, language)
    today = clock.today()
    counter = get_object_or_404(Counter.objects.visible_to(request.user, today), pk=pk)
    places = places_of([counter], today)
    if counter.is_over(today) or counter.pk not in places:
        raise CodeIsOver
    sheets = [_sheet(request, counter, places[counter.pk])]
    return _file(sheets, f"to-dan-quay-{pk}", size, language)


@require_safe
def agency_posters(request: HttpRequest, pk: int, size: str, language: str) -> HttpResponse:
    """The posters of all counters in use of an agency and its units, those that open later among them."""
    _require_known(size, language)
    today = clock.today()
    units = AgencyVersion.objects.as_of(today).filter(rated_agency=pk).values("agency")
    shown = Counter.objects.visible_to(request.user, today).filter(agency__in=units, revoked_at=None)
    counters = [one for one in shown.in_agency_order(today)[:MOST] if not one.is_over(today)]
    if not counters:
        raise Http404
    places = places_of(counters, today)
    sheets = [_sheet(request, one, places[one.pk]) for one in counters if one.pk in places]
    return _file(sheets, f"to-dan-co-quan-{pk}", size, language)


def _require_known(size: str, language: str) -> None:
    if size not in SIZES or language not in LANGUAGES:
        raise Http404


def _sheet(request: HttpRequest, counter: Counter, place: Place) -> Sheet:
    unit = "" if place.unit_id == place.agency_id else place.unit
    return Sheet(place.agency, unit, counter.name, public_address(request, counter))


def _file(sheets: Sequence[Sheet], stem: str, size: str, language: str) -> HttpResponse:
    content = poster_pdf(sheets, size=size, language=language, made_on=clock.today())
    return saved(content, f"{stem}-{size}-{language}", "pdf")
