"""Out of the portal: a denunciation or complaint to its lawful body, a contact to who needs it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.access import Denied, may, require
from core.dates import format_day, format_moment
from core.forms import form_uuid
from feedback.actions.triage.contact import ask_handing, decide_handing, hand_contact_on, read_contact
from feedback.actions.triage.hand_over import hand_over_case
from feedback.actions.triage.original import read_original
from feedback.documents.original import CustodyPaper, custody_pdf
from feedback.enums import HandingState
from feedback.forms.triage import ContactForm, HandingForm, HandOverForm
from feedback.gather.triage import desk_counts
from feedback.models import ContactHanding, FeedbackCase
from feedback.rules.envelopes import Contact
from feedback.views.triage.forms import with_form
from feedback.views.triage.frame import desk_trail, trays, visible_case
from feedback.views.vaults.step_up import fresh_login, is_login_stale
from feedback.views.vaults.unlocking import needs_unlocked, unlocked_vaults

ONLY_PAPER = "Phiếu được lập trong bộ nhớ và không lưu lại tại cổng. Mỗi lần in đều được ghi nhật ký."
EMPTY = "(không để lại)"


@require_http_methods(["GET", "HEAD", "POST"])
@needs_unlocked
def triage_hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say where it goes, and destroy it here."""
    case = visible_case(request, pk)
    require(request.user, "case.hand_over", case)
    return _hand_over_page(request, case)


@fresh_login
def _hand_over_page(request: HttpRequest, case: FeedbackCase) -> HttpResponse:
    user: Any = request.user
    form = HandOverForm(request.POST or None, initial={"seen_version": case.version})

    def act() -> HttpResponse:
        data = form.cleaned_data
        hand_over_case(
            case=case,
            body=form.chosen,
            confirmed=data["confirmed"],
            seen_version=data["seen_version"],
            actor=user,
            at=clock.now(),
        )
        messages.success(
            request, f"{case.short} đã chuyển; nội dung tại cổng đã hủy, người gửi đọc được nơi nhận."
        )
        return redirect("triage_list")

    return with_form(
        request, form, act, "feedback/triage/hand_over.html", case=case, title="Chuyển nơi có thẩm quyền"
    )


@require_POST
@needs_unlocked
def triage_original(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The original as a PDF, to be printed and given by hand before it is destroyed here."""
    case = visible_case(request, pk)
    if is_login_stale(request):
        return redirect("triage_hand_over", pk=pk)
    user: Any = request.user
    at = clock.now()
    original = read_original(case=case, keys=unlocked_vaults(request), actor=user, at=at)
    facts = [
        ("Mã phản ánh", case.short),
        ("Ngày nhận", format_day(case.received_on)),
        ("Cách gửi", str(case.get_channel_display())),
        *_contact_facts(original.contact),
    ]
    paper = CustodyPaper(
        title="BẢN GỐC ĐƠN, PHẢN ÁNH CHUYỂN NƠI CÓ THẨM QUYỀN",
        subtitle=f"In ngày {format_day(clock.local_day(at))}",
        short=case.short,
        facts=facts,
        heading="Nội dung người gửi đã viết",
        text=original.text,
        photos=original.photos,
        signers=[("Người giữ danh tính", user.display_name), ("Người nhận", "")],
        note=ONLY_PAPER,
    )
    return _pdf(paper, f"ban-goc-{case.short}", at)


def _contact_facts(contact: Contact | None) -> list[tuple[str, str]]:
    if contact is None:
        return [("Liên hệ", "Không in; chỉ in khi hai người giữ cùng đồng ý bàn giao.")]
    return [
        ("Họ và tên", contact.name or EMPTY),
        ("Điện thoại", contact.phone or EMPTY),
        ("Thư điện tử", contact.email or EMPTY),
    ]


def _pdf(paper: CustodyPaper, stem: str, at: Any) -> HttpResponse:
    answer = HttpResponse(custody_pdf(paper, made_on=clock.local_day(at)), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{stem}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@needs_unlocked
def triage_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask why, then show the contact on this answer alone."""
    case = visible_case(request, pk)
    require(request.user, "case.triage", case)
    return _contact_page(request, case)


@fresh_login
def _contact_page(request: HttpRequest, case: FeedbackCase) -> HttpResponse:
    user: Any = request.user
    form = ContactForm(request.POST or None)

    def act() -> HttpResponse:
        contact = read_contact(
            case=case, **form.cleaned_data, keys=unlocked_vaults(request), actor=user, at=clock.now()
        )
        context = {
            "trail": desk_trail((case.short, reverse("triage_case", args=[case.pk])), ("Liên hệ", "")),
            "case": case,
            "facts": _contact_facts(contact),
        }
        answer = render(request, "feedback/triage/contact_shown.html", context)
        patch_cache_control(answer, private=True, no_store=True)
        return answer

    return with_form(request, form, act, "feedback/triage/contact.html", case=case, title="Xem liên hệ")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_unlocked
def triage_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask that the contact be handed on; another holder of the vault decides."""
    user: Any = request.user
    case = visible_case(request, pk)
    require(user, "contact.ask", case)
    form = HandingForm(request.POST or None)

    def act() -> HttpResponse:
        handing = ask_handing(
            form_id=form_uuid(request.POST), case=case, **form.cleaned_data, actor=user, at=clock.now()
        )
        messages.success(request, "Đã ghi đề nghị. Người giữ thứ hai của két sẽ quyết định.")
        return redirect("triage_handing", pk=handing.pk)

    return with_form(
        request, form, act, "feedback/triage/ask.html", case=case, title="Đề nghị bàn giao liên hệ"
    )


@require_safe
def triage_handings(request: HttpRequest) -> HttpResponse:
    """Requests that wait for a second custodian, and those agreed to and not yet printed."""
    user: Any = request.user
    require(user, "case.triage")
    today = clock.today()
    handings = ContactHanding.objects.visible_to(user, today).select_related("case", "asked_by")
    unfinished = handings.filter(state__in=(HandingState.ASKED, HandingState.AGREED))
    context = {
        "trail": desk_trail(("Bàn giao liên hệ", "")),
        "trays": trays(desk_counts(user, today), "triage_handings"),
        "rows": [
            {
                "short": one.case.short,
                "url": reverse("triage_handing", args=[one.pk]),
                "receiver": one.receiver,
                "who": one.asked_by.display_name,
                "when": format_moment(one.asked_at),
                "state": one.get_state_display(),
                "kind": "ok" if one.state == HandingState.AGREED else "warn",
            }
            for one in unfinished.order_by("asked_at", "pk")[:200]
        ],
    }
    return render(request, "feedback/triage/handings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_unlocked
def triage_handing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request: the second custodian agrees or not; once agreed, the slip is printed."""
    return _handing_page(request, _visible_handing(request, pk))


@fresh_login
def _handing_page(request: HttpRequest, handing: ContactHanding) -> HttpResponse:
    user: Any = request.user
    if request.method == "POST":
        require(user, "contact.decide", handing)
        agrees = request.POST.get("choice") == "agree"
        decide_handing(handing=handing, agrees=agrees, actor=user, at=clock.now())
        messages.success(request, "Đã đồng ý bàn giao." if agrees else "Đã ghi không đồng ý.")
        return redirect("triage_handing", pk=handing.pk)
    verdict = may(user, "contact.decide", handing)
    decided = handing.decided_by.display_name if handing.decided_by else ""
    context = {
        "trail": desk_trail(
            ("Bàn giao liên hệ", reverse("triage_handings")), (f"Phản ánh {handing.case.short}", "")
        ),
        "handing": handing,
        "state": handing.get_state_display(),
        "facts": [
            ("Phản ánh", handing.case.short),
            ("Nơi nhận", handing.receiver),
            ("Để làm gì", handing.purpose),
            ("Người đề nghị", f"{handing.asked_by.display_name}, {format_moment(handing.asked_at)}"),
            ("Người quyết định", f"{decided}, {format_moment(handing.decided_at)}" if decided else "—"),
        ],
        "is_waiting": handing.state == HandingState.ASKED,
        "may_decide": bool(verdict),
        "why_not": verdict.reason if isinstance(verdict, Denied) else "",
        "may_print": handing.state == HandingState.AGREED
        and user.pk in (handing.asked_by_id, handing.decided_by_id),
    }
    return render(request, "feedback/triage/handing.html", context)


@require_POST
@needs_unlocked
def triage_slip(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The slip with the contact, once, as a PDF."""
    user: Any = request.user
    at = clock.now()
    handing = _visible_handing(request, pk)
    require(user, "contact.hand_on", handing)
    if is_login_stale(request):
        return redirect("triage_handing", pk=pk)
    contact = hand_contact_on(handing=handing, keys=unlocked_vaults(request), actor=user, at=at)
    second = handing.decided_by.display_name if handing.decided_by else ""
    paper = CustodyPaper(
        title="PHIẾU BÀN GIAO THÔNG TIN LIÊN HỆ CỦA NGƯỜI GỬI",
        subtitle=f"Phản ánh {handing.case.short}, in ngày {format_day(clock.local_day(at))}",
        short=handing.case.short,
        facts=[
            *_contact_facts(contact),
            ("Nơi nhận", handing.receiver),
            ("Để làm gì", handing.purpose),
        ],
        signers=[
            ("Người đề nghị", handing.asked_by.display_name),
            ("Người đồng ý", second),
            ("Người nhận", ""),
        ],
        note=ONLY_PAPER,
    )
    return _pdf(paper, f"ban-giao-{handing.case.short}", at)


def _visible_handing(request: HttpRequest, pk: UUID) -> ContactHanding:
    user: Any = request.user
    rows = ContactHanding.objects.visible_to(user, clock.today())
    return get_object_or_404(rows.select_related("case", "asked_by", "decided_by"), pk=pk)
