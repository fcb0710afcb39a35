"""Templates of replies: a list, and the form that keeps one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.enums import Role
from agencies.gather.names import last_names
from agencies.models.scope import scope_of
from core import clock
from core.access import may, require
from core.errors import Refused
from feedback.actions.cases.templates import save_template
from feedback.forms.cases import TemplateForm
from feedback.models import ReplyTemplate
from feedback.rules.reply_templates import PLACEHOLDERS
from feedback.views.cases.frame import trail_to
from feedback.views.telling import tell

TITLE = "Mẫu trả lời"


@require_safe
def reply_templates(request: HttpRequest) -> HttpResponse:
    """The templates that the person may use; their own agency's may be changed."""
    user: Any = request.user
    require(user, "reply_template.list")
    rows = list(ReplyTemplate.objects.visible_to(user, clock.today()).order_by("agency", "name", "pk"))
    names = last_names({row.agency_id for row in rows if row.agency_id})
    own = _own(user)
    context = {
        "trail": trail_to((TITLE, "")),
        "rows": [
            {
                "row": row,
                "whose": names[row.agency_id].name if row.agency_id in names else "Mọi cơ quan",
                "may_change": _shared(user) or row.agency_id in own,
            }
            for row in rows
        ],
    }
    return render(request, "feedback/cases/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reply_template_new(request: HttpRequest) -> HttpResponse:
    """Keep a new template."""
    user: Any = request.user
    require(user, "reply_template.list")
    own, shared = _own(user), _shared(user)
    # who heads one agency keeps its templates and is not asked whose they are
    only = next(iter(own)) if len(own) == 1 and not shared else None
    agencies = [] if only else [(pk, version.name) for pk, version in last_names(own).items()]
    form = TemplateForm(request.POST or None, agencies=agencies, shared=shared)
    return _kept(request, form, ReplyTemplate(agency_id=only), "Mẫu mới")


@require_http_methods(["GET", "HEAD", "POST"])
def reply_template_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a template, or put it out of use."""
    user: Any = request.user
    visible = ReplyTemplate.objects.visible_to(user, clock.today())
    template = get_object_or_404(visible if may(user, "reply_template.list") else visible.none(), pk=pk)
    require(user, "reply_template.change", template)
    first = {"name": template.name, "text": template.text, "is_active": template.is_active}
    form = TemplateForm(request.POST or None, agencies=[], shared=False, initial=first)
    return _kept(request, form, template, template.name)


def _kept(request: HttpRequest, form: TemplateForm, template: ReplyTemplate, title: str) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            words = dict(form.cleaned_data)
            if "agency" in words:
                template.agency_id = words.pop("agency")
            try:
                save_template(template=template, **words, actor=request.user, at=clock.now())  # type: ignore[arg-type]
            except Refused as refusal:
                tell(form, refusal)
                status = refusal.status
            else:
                messages.success(request, "Đã lưu mẫu trả lời.")
                return redirect("reply_templates")
    context = {
        "form": form,
        "title": title,
        "trail": trail_to((TITLE, reverse("reply_templates")), (title, "")),
        "placeholders": [(f"{{{name}}}", words) for name, words in PLACEHOLDERS.items()],
    }
    return render(request, "feedback/cases/template_form.html", context, status=status)


def _own(user: Any) -> frozenset[int]:
    """The rated agencies that the person heads."""
    return scope_of(user, clock.today()).agencies_with(Role.AGENCY_HEAD)


def _shared(user: Any) -> bool:
    """Whether the person keeps templates for everybody."""
    return scope_of(user, clock.today()).has(Role.HOME_AFFAIRS)
