"""Templates of letters: everybody's, and the own ones of an agency."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.enums import Role
from agencies.gather.names import last_names
from agencies.models.scope import scope_of
from agencies.views.parameters import number_of
from core import clock
from core.access import may, require
from core.errors import Refused
from core.forms import FIELD, form_uuid
from feedback.actions.letters.templates import add_template, change_template
from feedback.enums import LetterKind
from feedback.forms.letters import TemplateForm
from feedback.models import LetterTemplate
from feedback.views.letters.frame import home_trail
from feedback.views.letters.writing import tell

EVERYBODY = "Dùng chung toàn tỉnh"
TRAIL = "Mẫu thư"


@require_safe
def letter_templates(request: HttpRequest) -> HttpResponse:
    """The templates that the person may use, by kind; a link where they may change one."""
    user: Any = request.user
    require(user, "letter.home")
    found = list(_visible(user).order_by("kind", "name", "pk"))
    names = last_names({one.agency_id for one in found if one.agency_id})
    asked = {one.agency_id for one in found}
    mine = {agency for agency in asked if may(user, "letter_template.add", agency)}
    groups = [
        (kind.label, [(one, _whose(one, names), one.agency_id in mine) for one in found if one.kind == kind])
        for kind in LetterKind
    ]
    own = [pk for pk in _own(user) if may(user, "letter_template.add", pk)]
    context = {
        "trail": home_trail((TRAIL, "")),
        "groups": groups,
        "add_common": bool(may(user, "letter_template.add", None)),
        "add_own": own[0] if own else None,
    }
    return render(request, "feedback/letters/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_template_new(request: HttpRequest) -> HttpResponse:
    """Add a template for everybody, or for one agency (co_quan)."""
    user: Any = request.user
    agency = number_of(request, "co_quan")
    require(user, "letter_template.add", agency)
    form = TemplateForm(request.POST or None, is_new=True)
    whose = EVERYBODY if agency is None else last_names([agency])[agency].name
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                add_template(
                    form_id=form_uuid(request.POST),
                    agency_id=agency,
                    kind=said["kind"],
                    name=said["name"],
                    body=said["body"],
                    actor=user,
                    at=clock.now(),
                )
            except Refused as refusal:
                tell(form, refusal)
                status = refusal.status
            else:
                messages.success(request, "Đã thêm mẫu thư.")
                return redirect("letter_templates")
    return _page(request, form, "Thêm mẫu thư", whose, status)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_template_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a template or put it out of use."""
    user: Any = request.user
    template = get_object_or_404(_visible(user), pk=pk)
    require(user, "letter_template.change", template)
    first = {
        "name": template.name,
        "body": template.body,
        "is_active": template.is_active,
        "seen_version": template.version,
    }
    form = TemplateForm(request.POST or None, is_new=False, initial=first)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                change_template(
                    template=template,
                    name=said["name"],
                    body=said["body"],
                    is_active=said["is_active"],
                    seen_version=said["seen_version"] or 0,
                    actor=user,
                    at=clock.now(),
                )
            except Refused as refusal:
                tell(form, refusal)
                status = refusal.status
            else:
                messages.success(request, "Đã ghi mẫu thư.")
                return redirect("letter_templates")
    names = last_names([template.agency_id] if template.agency_id else [])
    return _page(request, form, f"Sửa mẫu: {template.name}", _whose(template, names), status)


def _own(user: Any) -> list[int]:
    """The rated agencies where the person works or which they head."""
    scope = scope_of(user, clock.today())
    found = {held.rated_agency_id for held in scope.workplaces if held.rated_agency_id}
    return sorted(found | scope.agencies_with(Role.AGENCY_HEAD))


def _visible(user: Any) -> Any:
    """Everybody's templates and those of the person's own agencies; Home Affairs sees all."""
    if scope_of(user, clock.today()).has(Role.HOME_AFFAIRS):
        return LetterTemplate.objects.all()
    return LetterTemplate.objects.filter(Q(agency=None) | Q(agency__in=_own(user)))


def _whose(template: LetterTemplate, names: dict[int, Any]) -> str:
    return EVERYBODY if template.agency_id is None else names[template.agency_id].short_name


def _page(request: HttpRequest, form: TemplateForm, title: str, whose: str, status: int) -> HttpResponse:
    context = {
        "form": form,
        "form_id": request.POST.get(FIELD) or uuid4(),
        "title": title,
        "lead": whose,
        "trail": home_trail((TRAIL, reverse("letter_templates")), (title, "")),
        "back": reverse("letter_templates"),
    }
    return render(request, "feedback/letters/template_form.html", context, status=status)
