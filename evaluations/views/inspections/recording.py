"""Receiving what the team records: the head-count, findings, photographs."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from core.errors import Conflict as ConflictRefused
from core.forms import form_uuid
from core.http import wants_part
from core.pictures import ImageRefused
from evaluations.actions.inspections import add_photo, record_headcount, record_observation
from evaluations.actions.inspections.add_photo import TooManyPhotos
from evaluations.actions.inspections.record_observation import FoundOtherwise
from evaluations.forms.inspections import FindingForm, HeadcountForm, photos_in
from evaluations.gather.inspections import check_groups, checkpoints, entry_of, finding_of
from evaluations.models import Criterion, Observation
from evaluations.rules.observing import FROM_HEADCOUNT, fingerprint
from evaluations.views.inspections.cards import NO_TYPED, Conflict, card_of, progress_of
from evaluations.views.inspections.finding import visible_inspection
from evaluations.views.inspections.site import site_page


@require_POST
def inspection_headcount(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who was at work."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.record", inspection)
    form = HeadcountForm(request.POST)
    if not form.is_valid():
        return site_page(request, inspection, headcount_form=form, status=422)
    try:
        record_headcount(
            inspection=inspection,
            attendance=form.attendance,
            counted_at=form.counted_on(inspection.visited_on),
            base=request.POST.get("base", ""),
            actor=user,
            at=clock.now(),
        )
    except ConflictRefused as refusal:
        form.add_error(None, refusal.message)
        return site_page(request, inspection, headcount_form=form, status=refusal.status)
    messages.success(request, "Đã lưu điểm danh.")
    return redirect(f"{reverse('inspection_site', args=[pk])}#diem-danh")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a submitted card: what is wrong by box, or a colleague's number, or neither."""

    errors: dict[str, str] = field(default_factory=dict)
    conflict: Conflict | None = None
    finding_kept: bool = True

    @property
    def status(self) -> int:
        """The HTTP status that says so."""
        if self.conflict is not None:
            return FoundOtherwise.status
        return 422 if self.errors else 200


@require_POST
def inspection_observe(request: HttpRequest, pk: UUID, criterion_id: int) -> HttpResponse:
    """One criterion: its numbers, then its photographs. Scripts get the part, everybody else the page."""
    inspection = visible_inspection(request, pk)
    require(request.user, "inspection.record", inspection)
    criterion = get_object_or_404(Criterion.objects.select_related("group"), pk=criterion_id)
    outcome = _keep(request, inspection, criterion)
    if outcome.status == 200 and not wants_part(request):
        here = reverse("inspection_site", args=[pk])
        return redirect(f"{here}?mo={criterion.group.code}#tc-{criterion.pk}")
    groups = check_groups(inspection)
    point = next(one for one in checkpoints(groups) if one.criterion == criterion)
    typed = NO_TYPED if outcome.finding_kept else request.POST
    card = card_of(inspection, point, typed=typed, errors=outcome.errors, conflict=outcome.conflict)
    if not wants_part(request):
        return site_page(request, inspection, refused=card, status=outcome.status)
    context = {"card": card, "progress": progress_of(groups, criterion.code)}
    return render(request, "inspections/_card_state.html", context, status=outcome.status)


def _keep(request: HttpRequest, inspection: Any, criterion: Criterion) -> Outcome:
    """Keep the finding, then the photographs of it."""
    entry = entry_of(inspection, criterion)
    if entry is None:
        raise Http404
    if criterion.code in FROM_HEADCOUNT:
        observation = Observation.objects.filter(inspection=inspection, criterion=criterion).first()
        if observation is None:
            return Outcome({"photos": "Hãy điểm danh trước, rồi thêm ảnh."})
        return Outcome(_keep_photos(request, observation))
    form = FindingForm(request.POST, entry=entry)
    if not form.is_valid():
        return Outcome({box: str(words[0]) for box, words in form.errors.items()}, finding_kept=False)
    try:
        observation = _keep_finding(request, inspection, criterion, form)
    except FoundOtherwise as found:
        return Outcome(conflict=_conflict(inspection, criterion, found), finding_kept=False)
    except ConflictRefused as refusal:  # two phones disagree; the typed number stays in its box
        return Outcome({"note": refusal.message}, finding_kept=False)
    return Outcome(_keep_photos(request, observation))


def _keep_finding(
    request: HttpRequest, inspection: Any, criterion: Criterion, form: FindingForm
) -> Observation:
    user: Any = request.user
    return record_observation(
        inspection=inspection,
        criterion=criterion,
        form_id=form_uuid(request.POST),
        finding=form.finding,
        # The button "keep mine" names the colleague's number that it replaces.
        base=request.POST.get("override") or request.POST.get("base", ""),
        actor=user,
        at=clock.now(),
    )


def _conflict(inspection: Any, criterion: Criterion, found: FoundOtherwise) -> Conflict:
    here = reverse("inspection_site", args=[inspection.pk])
    return Conflict(
        found.message,
        fingerprint(finding_of(found.standing)),
        f"{here}?mo={criterion.group.code}#tc-{criterion.pk}",
    )


def _keep_photos(request: HttpRequest, observation: Observation) -> dict[str, str]:
    """Keep each photograph; one that is refused does not stop the others."""
    user: Any = request.user
    refused = []
    for file in photos_in(request.FILES):
        try:
            add_photo(observation=observation, file=file, actor=user, at=clock.now())
        except (ImageRefused, TooManyPhotos) as refusal:
            refused.append(f"{file.name}: {refusal.message}")
    return {"photos": " ".join(refused)} if refused else {}
