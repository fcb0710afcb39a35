"""How the office writes its papers: the form with a preview of minutes."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.documents.paper_screen import paper_screen
from core.errors import Conflict
from evaluations.actions.documents.restyle import restyle
from evaluations.enums import DocumentKind
from evaluations.forms.documents import StyleForm, seen_version
from evaluations.gather.documents.facts import inspection_facts
from evaluations.gather.documents.style import Style, document_style
from evaluations.models import Inspection
from evaluations.rules.documents.facts import Finish, InspectionFacts, Order
from evaluations.rules.documents.head import Numbered
from evaluations.rules.documents.kinds import build_paper
from evaluations.rules.documents.parts import MinutesParts

HEAD = ("parent", "issuer", "place", "head_post")


@require_http_methods(["GET", "HEAD", "POST"])
def document_style_edit(request: HttpRequest) -> HttpResponse:
    """Preview with the newest inspection that the person may read, then save."""
    user: Any = request.user
    require(user, "document.style")
    if request.method != "POST":
        return _page(request, StyleForm(initial=_initial(document_style())), document_style())
    form = StyleForm(request.POST)
    if not form.is_valid():
        return _page(request, form, document_style(), status=422)
    chosen = _chosen(form)
    if "xem" in request.POST:
        return _page(request, form, Style(**chosen, version=document_style().version))
    try:
        restyle(seen_version=seen_version(request.POST), actor=user, at=clock.now(), **chosen)
    except Conflict as refusal:
        form.add_error(None, refusal.message)
        return _page(request, form, Style(**chosen), status=refusal.status)
    messages.success(request, "Đã đổi thể thức. Văn bản đã ban hành giữ nguyên như cũ.")
    return redirect("document_style")


def _chosen(form: StyleForm) -> dict[str, Any]:
    plain = {name: form.cleaned_data[name] for name in HEAD}
    return plain | {"symbols": form.symbols(), "recipients": form.recipients()}


def _initial(style: Style) -> dict[str, Any]:
    initial: dict[str, Any] = {name: getattr(style, name) for name in HEAD}
    for kind in DocumentKind.values:
        initial[f"symbol_{kind}"] = style.symbol(kind)
        initial[f"recipients_{kind}"] = "\n".join(style.readers(kind))
    return initial


def _page(request: HttpRequest, form: StyleForm, style: Style, status: int = 200) -> HttpResponse:
    kind = DocumentKind.MINUTES
    numbered = Numbered(f"01/{style.symbol(kind)}", clock.today())
    paper = build_paper(kind, _sample(request), MinutesParts(), style.house(kind), numbered, None)
    context = {
        "form": form,
        "trail": [("Văn bản kiểm tra", reverse("document_list")), ("Thể thức", "")],
        "seen_version": str(document_style().version),
        "paper": paper_screen(paper),
    }
    return render(request, "documents/style.html", context, status=status)


def _sample(request: HttpRequest) -> InspectionFacts:
    """The newest inspection whose record the person may read, or an empty one."""
    user: Any = request.user
    readable = Inspection.objects.record_visible_to(user, clock.today()).filter(minuted_at__isnull=False)
    newest = readable.select_related("agency").order_by("-minuted_at", "id").first()
    return inspection_facts(newest) if newest else _empty(clock.today())


def _empty(day: date) -> InspectionFacts:
    return InspectionFacts(
        agency_code="",
        agency_name="Cơ quan được kiểm tra",
        agency_address="",
        mode="planned",
        mode_label="Theo kế hoạch",
        topic="",
        visited_on=day,
        order=Order("…/QĐ-SNV"),
        set_title="Bộ tiêu chí",
        set_version="1",
        roster=0,
        team=(),
        started_at=None,
        finish=Finish(),
        drift_ms=0,
        headcount=None,
        groups=(),
        photos=(),
    )
