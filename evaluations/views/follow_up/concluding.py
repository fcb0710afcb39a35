"""The conclusion: what counts, read once more and signed off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.inspections import conclude_inspection
from evaluations.actions.inspections.conclude import RecommendationRefused
from evaluations.enums import InspectionState
from evaluations.forms.follow_up import ConcludeForm, RemedyFormSet
from evaluations.gather.documents.style import document_style
from evaluations.gather.follow_up.drafting import Drafted, drafted, owner_choices
from evaluations.rules.follow_up.remedy import Wanted
from evaluations.rules.follow_up.wording import Words
from evaluations.views.follow_up.finding_rows import row_of
from evaluations.views.inspections.finding import visible_inspection
from evaluations.views.inspections.tabs import tabs_of, trail_to

PREFIX = "kn"
SPARE = 2
"""Empty recommendations below the drafted ones."""


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_conclude(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The summary with a drafted conclusion; what the leader wrote is never lost to a refusal."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.conclude", inspection)
    if request.method != "POST":
        if inspection.state != InspectionState.REPORTED:
            return redirect("inspection_detail", pk=pk)
        return _summary(request, inspection)
    form = ConcludeForm(request.POST)
    remedies = RemedyFormSet(request.POST, prefix=PREFIX, form_kwargs={"owners": _owners(inspection)})
    if not (form.is_valid() & remedies.is_valid()):
        return _summary(request, inspection, form, remedies, status=422)
    try:
        _conclude(inspection, form, remedies, user)
    except RecommendationRefused as refusal:
        _mark(remedies, refusal)
        return _summary(request, inspection, form, remedies, status=refusal.status)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _summary(request, inspection, form, remedies, status=refusal.status)
    messages.success(request, "Đã ban hành kết luận. Kết quả đang được tính vào điểm của cơ quan.")
    return redirect("inspection_detail", pk=pk)


def _conclude(inspection: Any, form: ConcludeForm, remedies: Any, user: Any) -> None:
    data = form.cleaned_data
    conclude_inspection(
        inspection=inspection,
        words=Words(data["strengths"], data["defects"], data["responsibility"]),
        wanted=[_wanted(one.cleaned_data) for one in _filled(remedies)],
        signer=data["signer"],
        signer_post=data["signer_post"],
        seen_version=data["seen_version"],
        actor=user,
        at=clock.now(),
    )


def _filled(remedies: Any) -> list[Any]:
    """The recommendations that say something."""
    return [one for one in remedies if one.cleaned_data.get("text")]


def _wanted(data: dict[str, Any]) -> Wanted:
    return Wanted(data["owner"], data["text"], data["due_on"], data["basis"], data["criterion"])


def _mark(remedies: Any, refusal: RecommendationRefused) -> None:
    """Put what the act found wrong beside the boxes that it is about."""
    filled = _filled(remedies)
    for place, boxes in refusal.errors.items():
        for box, words in boxes.items():
            filled[place].add_error(box, words)


def _owners(inspection: Any) -> list[tuple[int, str]]:
    return owner_choices(inspection.agency_id, clock.today())


def _summary(
    request: HttpRequest,
    inspection: Any,
    form: ConcludeForm | None = None,
    remedies: Any = None,
    status: int = 200,
) -> HttpResponse:
    draft = drafted(inspection, inspection.agency_name, clock.today())
    context = {
        "inspection": inspection,
        "trail": trail_to(inspection, "Kết luận"),
        "tabs": tabs_of(request.user, inspection, "inspection_conclude"),
        "form": form or _drafted_form(draft),
        "remedies": remedies or _drafted_remedies(inspection, draft),
        # Read again for each page, so a page shown after a conflict goes with what it shows.
        "seen_version": str(inspection.version),
        "rows": [row_of(inspection, reply, None, None) for reply in draft.replies.rows],
        "late": not inspection.period.is_open,
    }
    return render(request, "follow_up/conclude.html", context, status=status)


def _drafted_form(draft: Drafted) -> ConcludeForm:
    return ConcludeForm(initial=draft.words._asdict() | {"signer_post": document_style().head_post})


def _drafted_remedies(inspection: Any, draft: Drafted) -> Any:
    first: list[dict[str, Any]] = [one._asdict() for one in draft.wanted]
    forms = RemedyFormSet(initial=first, prefix=PREFIX, form_kwargs={"owners": _owners(inspection)})
    forms.extra = SPARE
    return forms
