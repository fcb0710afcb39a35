"""Write a letter or change a draft, beginning with a template."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agencies.models import AgencyVersion
from agencies.views.parameters import number_of
from core import clock
from core.access import require
from core.errors import Refused
from core.forms import FIELD, BadFormId, form_uuid, parse_uuid
from feedback.actions.letters.draft import draft_letter, edit_letter
from feedback.actions.letters.refusals import LetterRefused
from feedback.enums import LetterKind, LetterState
from feedback.forms.letters import LetterForm, SaidForm
from feedback.models import LetterTemplate, OverdueDossier
from feedback.rules.letter_moves import LETTERS
from feedback.rules.letter_words import USUAL
from feedback.rules.letters import last_lawful_day
from feedback.views.letters.frame import (
    agency_of,
    agency_trail,
    kind_of,
    version_of,
    visible_dossier,
    visible_letter,
)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request: HttpRequest, agency: int, kind: str) -> HttpResponse:
    """Write a letter; an apology begins at its dossier (ho_so), any letter with a template (mau)."""
    user: Any = request.user
    version, letter_kind = agency_of(request, agency), kind_of(kind)
    require(user, "letter.draft", agency)
    dossier = _dossier(request, agency) if letter_kind == LetterKind.APOLOGY else None
    if letter_kind == LetterKind.APOLOGY and dossier is None:
        messages.info(request, "Thư xin lỗi gắn với một hồ sơ. Hãy chọn hồ sơ trong danh sách.")
        return redirect("dossier_list", agency=agency)
    templates = list(LetterTemplate.objects.for_agency(agency).filter(kind=letter_kind))
    form = LetterForm(
        request.POST or None,
        kind=letter_kind,
        agency_name=version.name,
        dossier=dossier,
        initial=_initial(request, letter_kind, dossier, templates),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                letter = draft_letter(
                    form_id=form_uuid(request.POST),
                    kind=letter_kind,
                    agency=version.agency,
                    contents=form.contents(),
                    actor=user,
                    at=clock.now(),
                )
            except Refused as refusal:
                tell(form, refusal)
                status = refusal.status
            else:
                messages.success(request, "Đã lưu nháp. Hãy xem lại rồi trình thủ trưởng ban hành.")
                return redirect("letter_detail", pk=letter.pk)
    trail = agency_trail(version, (f"Soạn {letter_kind.label.lower()}", ""))
    extra = {"templates": templates, "chosen": number_of(request, "mau")}
    return _page(request, version, form, trail, f"Soạn {letter_kind.label.lower()}", status, **extra)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a draft."""
    user: Any = request.user
    letter = visible_letter(request, pk)
    require(user, "letter.draft", letter.agency_id)
    LETTERS.target(letter.state, "edit")
    version = version_of(letter.agency_id)
    form = LetterForm(
        request.POST or None,
        kind=letter.kind,
        agency_name=version.name,
        dossier=letter.dossier,
        initial={
            "recipient": letter.recipient,
            "email": letter.email,
            "staff": letter.staff.code if letter.staff else "",
            "reason": letter.reason,
            "body": letter.body,
            "new_due_on": letter.new_due_on,
            "seen_version": letter.version,
        },
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                edit_letter(
                    letter=letter,
                    contents=form.contents(),
                    seen_version=form.cleaned_data["seen_version"] or 0,
                    actor=user,
                    at=clock.now(),
                )
            except Refused as refusal:
                tell(form, refusal)
                status = refusal.status
            else:
                messages.success(request, "Đã sửa nháp.")
                return redirect("letter_detail", pk=letter.pk)
    back = reverse("letter_detail", args=[letter.pk])
    trail = agency_trail(version, (str(LetterKind(letter.kind).label), back), ("Sửa", ""))
    return _page(request, version, form, trail, "Sửa nháp", status, back=back)


def tell(form: SaidForm, refusal: Refused) -> None:
    """Show a refusal beside the boxes it speaks of."""
    form.say(refusal.errors if isinstance(refusal, LetterRefused) else {"": refusal.message})


def _dossier(request: HttpRequest, agency: int) -> OverdueDossier | None:
    """The dossier that the address or the form names, if the person may read it."""
    try:
        pk = parse_uuid(request.POST.get("ho_so") or request.GET.get("ho_so") or "")
    except BadFormId:
        return None
    dossier = visible_dossier(request, pk)
    return dossier if dossier.agency_id == agency else None


def _initial(
    request: HttpRequest,
    kind: LetterKind,
    dossier: OverdueDossier | None,
    templates: list[LetterTemplate],
) -> dict[str, Any]:
    chosen = number_of(request, "mau")
    template = next((one for one in templates if one.pk == chosen), templates[0] if templates else None)
    words: dict[str, Any] = {"body": template.body if template else USUAL[kind]}
    if dossier is not None:
        words |= {"recipient": dossier.applicant, "email": dossier.email}
    return words


def _page(
    request: HttpRequest,
    version: AgencyVersion,
    form: LetterForm,
    trail: Any,
    title: str,
    status: int,
    **extra: Any,
) -> HttpResponse:
    dossier = form.dossier
    context = {
        "version": version,
        "form": form,
        "form_id": request.POST.get(FIELD) or uuid4(),
        "trail": trail,
        "title": title,
        "dossier": dossier,
        "last": None if dossier is None else last_lawful_day(dossier.due_on),
        "is_late": dossier is not None and clock.today() > last_lawful_day(dossier.due_on),
        "back": reverse("letter_register", args=[version.agency_id]),
        "state": LetterState.DRAFT,
        **extra,
    }
    return render(request, "feedback/letters/form.html", context, status=status)
