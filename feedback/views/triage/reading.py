"""A case opened: what was written beside what will go out, and what may be decided."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from agencies.gather.names import last_names
from core import clock
from core.dates import format_day, format_moment
from feedback.actions.triage.reading import envelopes, looks_at_contact, read_photo, read_text
from feedback.enums import CaseState, SealedKind
from feedback.forms.triage import AgencyForm, ReadyForm, RefuseForm
from feedback.gather.case_terms import case_terms
from feedback.gather.units import units_of
from feedback.models import FeedbackCase, Sealed
from feedback.refusal_words import words_of
from feedback.rules.case_terms import reading_due
from feedback.rules.cases import CASES
from feedback.rules.redaction import covered, pieces
from feedback.views.triage.frame import desk_trail, visible_case
from feedback.views.vaults.unlocking import needs_unlocked, unlock_address, unlocked_vaults

WHOLE = "nguyen-van"
FORMS = ("agency_form", "ready_form", "refuse_form")


@require_safe
@needs_unlocked
def triage_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a case. Its text is opened with the page while it waits to be read, later only when asked for."""
    return case_page(request, visible_case(request, pk))


@require_safe
@needs_unlocked
@cache_control(private=True, no_store=True)
def triage_photo(request: HttpRequest, pk: UUID, photo: UUID) -> HttpResponse:
    """One photo as it was sealed; each look leaves its row, and nobody's browser keeps it."""
    user: Any = request.user
    case = visible_case(request, pk)
    sealed = get_object_or_404(Sealed.objects.select_related("case"), pk=photo, case=case, kind="photo")
    data = read_photo(photo=sealed, keys=unlocked_vaults(request), actor=user, at=clock.now())
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Content-Disposition"] = f'inline; filename="{case.short}.jpg"'
    return answer


def case_page(
    request: HttpRequest,
    case: FeedbackCase,
    *,
    status: int = 200,
    warned: list[str] | None = None,
    **forms: Any,
) -> HttpResponse:
    """The page of a case; ``forms`` are those that come back, ``warned`` what still tells much."""
    sealed = envelopes(case)
    text = _text(request, case)
    photos = [one for one in sealed if one.kind == SealedKind.PHOTO]
    context = {
        "trail": desk_trail((case.short, "")),
        "case": case,
        "facts": _facts(case),
        "state": CaseState(case.state).label,
        "pieces": None if text is None else pieces(text),
        "is_locked": case.vault_id not in unlocked_vaults(request),
        "unlock_url": unlock_address(reverse("triage_case", args=[case.pk])),
        "whole_url": f"{reverse('triage_case', args=[case.pk])}?{WHOLE}=1",
        "photos": [
            {"label": f"Ảnh {number}", "url": reverse("triage_photo", args=[case.pk, one.pk])}
            for number, one in enumerate(photos, start=1)
        ],
        "has_contact": any(one.kind == SealedKind.CONTACT for one in sealed),
        "looks": [_look(look) for look in looks_at_contact(case)],
        "messages_of": [_message(one) for one in sealed if one.kind == SealedKind.MESSAGE],
        "moves": {move.name for move in CASES.leaving(case.state)},
        "warned": warned or [],
        **_forms(case, text, photos, forms),
    }
    answer = render(request, "feedback/triage/case.html", context, status=status)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def _text(request: HttpRequest, case: FeedbackCase) -> str | None:
    """The words, where the page shows them: while they wait to be read, or when asked for."""
    user: Any = request.user
    wanted = case.state == CaseState.RECEIVED or bool(request.GET.get(WHOLE))
    keys = unlocked_vaults(request)
    if not wanted or case.vault_id not in keys or not case.sealed.filter(kind=SealedKind.TEXT).exists():
        return None
    return read_text(case=case, keys=keys, actor=user, at=clock.now())


def _facts(case: FeedbackCase) -> list[tuple[str, str]]:
    names = last_names([pk for pk in (case.agency_id, case.unit_id) if pk is not None])
    agency, unit = names.get(case.agency_id or 0), names.get(case.unit_id or 0)
    due = reading_due(case.received_on)
    facts = [
        ("Ngày nhận", format_day(case.received_on)),
        ("Cách gửi", str(case.get_channel_display())),
        ("Cơ quan được phản ánh", agency.name if agency else "Chưa xác định"),
    ]
    facts += [("Bộ phận", unit.name)] if unit else []
    facts += [("Quầy", case.counter.name)] if case.counter else []
    facts += [("Hạn đọc", format_day(due))] if case.state == CaseState.RECEIVED else []
    facts += [("Ngày gửi cơ quan", format_day(case.released_on))] if case.released_on else []
    facts += [("Hạn trả lời", format_day(case.due_on))] if case.due_on else []
    facts += [("Đã chuyển tới", case.handed_to)] if case.handed_to else []
    facts += [("Lời gửi người phản ánh", words_of(case.refusal))] if case.refusal else []
    return facts


def _look(look: Any) -> dict[str, str]:
    return {"who": look.by.display_name, "when": format_moment(look.at), "why": look.reason}


def _message(sealed: Sealed) -> dict[str, Any]:
    return {
        "day": format_day(sealed.day),
        "url": "" if sealed.read_on else reverse("triage_message", args=[sealed.pk]),
        "read_on": format_day(sealed.read_on),
    }


def _forms(
    case: FeedbackCase, text: str | None, photos: list[Sealed], given: dict[str, Any]
) -> dict[str, Any]:
    """The forms of the page: those that came back as they are, the others fresh; None where not offered."""
    seen = {"seen_version": case.version}
    today = clock.today()
    made: dict[str, Any] = dict.fromkeys(FORMS)
    leaving = {move.name for move in CASES.leaving(case.state)}
    if "ready" in leaving:
        made["agency_form"] = AgencyForm(today=today, initial={**seen, "agency": case.agency_id})
        if case.agency_id is not None:
            made["ready_form"] = ready_form(
                case, photos, initial={**seen, "text": covered(text or ""), "kind": case.kind or "own"}
            )
    if "refuse" in leaving:
        made["refuse_form"] = RefuseForm(initial=seen)
    return made | given


def ready_form(case: FeedbackCase, photos: list[Sealed], *args: Any, **options: Any) -> ReadyForm:
    """The form of what goes out, with the units of the agency and the photos of the case."""
    names = [(str(one.pk), f"Ảnh {number}") for number, one in enumerate(photos, start=1)]
    units = units_of(case.agency_id, clock.today()) if case.agency_id is not None else []
    return ReadyForm(*args, units=units, photos=names, days=case_terms(), **options)
